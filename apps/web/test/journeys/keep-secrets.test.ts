import { randomBytes } from 'node:crypto'
import type { Page } from '@playwright/test'
import { demoAccount, ownName } from '../accounts.ts'
import { expect, test } from '../forum.ts'

/** A random cloud key, so that the repository contains none. */
const key = () =>
  `AKIA${[...randomBytes(16)].map((byte) => String.fromCharCode(65 + (byte % 26))).join('')}`

const wallet = 'legal winner thank year wave sausage worth useful legal winner thank yellow'

test('a secret is pointed out while typing and removed with one button', async ({
  account,
  say,
  visitor
}) => {
  const page = await visitor({ as: await account(), viewport: { width: 390, height: 844 } })
  await page.goto('/ask?category=deposits')
  await page.getByLabel(say('web_ask_title_label')).fill(ownName())
  const body = page.getByLabel(say('web_ask_body'), { exact: true })
  await body.fill(`Support asked me for this: ${wallet}. Is that right?`)
  await expect(page.getByText(say('web_secret_typed'))).toBeVisible()
  await expect(page.getByText(say('guards_found_seed_phrase'))).toBeVisible()
  await expect(page.getByText(say('web_secret_key_now'))).toBeVisible()
  await page.getByRole('button', { name: say('web_secret_replace'), exact: true }).click()
  await expect(body).toHaveValue('Support asked me for this: [removed]. Is that right?')
  await expect(page.getByText(say('web_secret_typed'))).toBeHidden()
})

test('a key of any provider is pointed out before anything is sent', async ({
  account,
  say,
  visitor
}) => {
  const page = await visitor({ as: await account(), viewport: { width: 390, height: 844 } })
  await page.goto('/t/1')
  const reply = page.getByLabel(say('web_reply_label'))
  const token = `dckr_pat_${randomBytes(20).toString('base64url')}`
  await reply.fill(`It answers 401 to ${token}`)
  await expect(page.getByText(say('guards_found_api_key'))).toBeVisible()
  await page.getByRole('button', { name: say('web_secret_replace'), exact: true }).click()
  await expect(reply).toHaveValue('It answers 401 to [removed]')
})

/** Adds a filter of the organisation as an admin, tries it and enables it. */
async function lookFor(admin: Page, origin: string, filter: { value: string; action: string }) {
  const headers = { origin }
  const data = { form: 'pattern', ...filter }
  const { id } = await (await admin.request.post('/api/v1/filters', { headers, data })).json()
  await admin.request.post(`/api/v1/filters/${id}/trials`, { headers, data: {} })
  const enabled = { headers, data: { enabled: true } }
  expect((await admin.request.patch(`/api/v1/filters/${id}`, enabled)).status()).toBe(204)
}

test('keys and account IDs of this service are pointed out by the browser itself', async ({
  account,
  baseURL,
  say,
  visitor
}) => {
  const admin = await visitor({ as: demoAccount('admin') })
  const own = ownName()
  await lookFor(admin, String(baseURL), { value: `hs-${own}-[0-9]{12}`, action: 'secret' })
  await lookFor(admin, String(baseURL), { value: `ha-${own}-[0-9]{8}`, action: 'account_id' })
  const page = await visitor({ as: await account() })
  await page.route('**/api/v1/me/drafts/**', (route) => route.abort())
  await page.goto('/t/1')
  const reply = page.getByLabel(say('web_reply_label'))
  const shown = (words: string) => page.getByText(words).filter({ visible: true })
  await reply.fill(`I am ha-${own}-12345678 there`)
  await expect(shown(say('guards_found_account_id'))).toHaveCount(1)
  await reply.fill(`It is hs-${own}-123456789012 there`)
  await expect(shown(say('guards_found_organisation_secret'))).toHaveCount(1)
  await page.getByRole('button', { name: say('web_secret_replace'), exact: true }).click()
  await expect(reply).toHaveValue('It is [removed] there')
})

test('secret words, however early they are typed, go to no browser and into no draft', async ({
  account,
  baseURL,
  say,
  visitor
}) => {
  const admin = await visitor({ as: demoAccount('admin') })
  const words = { form: 'words', value: `hk-${ownName()}`, action: 'secret' }
  await lookFor(admin, String(baseURL), words)
  const page = await visitor({ as: await account() })
  const typed = Promise.withResolvers<undefined>()
  await page.route('**/enhance/composer.*.js', async (route) => {
    await typed.promise
    await route.continue()
  })
  await page.goto('/t/1')
  await page.getByLabel(say('web_reply_label')).fill(`${words.value} is it`)
  typed.resolve(undefined)
  await expect(page.getByText(say('problem_secret_found'))).toBeVisible()
  await page.reload()
  await expect(page.getByLabel(say('web_reply_label'))).toHaveValue('')
})

test('without JavaScript a secret is refused, the text kept, and sent without it', async ({
  account,
  say,
  visitor
}) => {
  const page = await visitor({ as: await account(), javaScriptEnabled: false })
  const [title, secret] = [ownName(), key()]
  await page.goto('/ask?category=deposits')
  await page.getByLabel(say('web_ask_title_label')).fill(title)
  await page.getByLabel(say('web_ask_body'), { exact: true }).fill(`My key is ${secret}, what now?`)
  await page.getByRole('button', { name: say('web_ask_submit') }).click()
  await expect(page.getByRole('alert')).toContainText(say('problem_secret_found'))
  await expect(page.getByRole('alert')).toContainText(say('guards_found_api_key'))
  await expect(page.getByLabel(say('web_ask_body'), { exact: true })).toHaveValue(
    `My key is ${secret}, what now?`
  )
  await page.getByRole('button', { name: say('web_secret_replace_and_send') }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
  await expect(page.locator('#p1')).toContainText('My key is [removed], what now?')
})

test('a phone number is posted once its sender has confirmed it', async ({
  account,
  say,
  visitor
}) => {
  const page = await visitor({ as: await account() })
  const title = ownName()
  await page.goto('/ask?category=deposits')
  await page.getByLabel(say('web_ask_title_label')).fill(title)
  await page.getByLabel(say('web_ask_body'), { exact: true }).fill('我的号码是 13800138000，打不通')
  await page.getByRole('button', { name: say('web_ask_submit') }).click()
  await expect(page.getByRole('alert')).toContainText(say('guards_found_phone'))
  await page.getByRole('button', { name: say('web_personal_send') }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
  await expect(page.locator('#p1')).toContainText('13800138000')
})

test('the browser loads the phone number check once something looks like a number', async ({
  account,
  say,
  visitor
}) => {
  const page = await visitor({ as: await account() })
  const fetched: string[] = []
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname))
  const tables = () => fetched.filter((path) => path.startsWith('/enhance/contacts.'))
  await page.goto('/ask?category=deposits')
  const body = page.getByLabel(say('web_ask_body'), { exact: true })
  const warning = page.getByText(say('guards_found_phone')).filter({ visible: true })
  await body.fill('写信给 anna@harbor.cn')
  await expect(page.getByText(say('guards_found_email')).filter({ visible: true })).toHaveCount(1)
  expect(tables()).toHaveLength(0)
  await body.fill('错误 +999 123 456 789')
  await expect.poll(tables).toHaveLength(1)
  await expect(page.getByText(say('guards_found_email')).filter({ visible: true })).toHaveCount(0)
  await expect(warning).toHaveCount(0)
  await body.fill('我的号码是 13800138000，打不通')
  await expect(warning).toHaveCount(1)
})

test('the organisation’s own number gives no warning, and loads the official list', async ({
  account,
  say,
  visitor
}) => {
  const page = await visitor({ as: await account() })
  const fetched: string[] = []
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname))
  const lists = () => fetched.filter((path) => path === '/api/v1/trust-list')
  await page.goto('/ask?category=deposits')
  const body = page.getByLabel(say('web_ask_body'), { exact: true })
  const warning = page.getByText(say('guards_found_phone')).filter({ visible: true })
  await body.fill('没有收到充值')
  await expect.poll(() => fetched.some((path) => path.startsWith('/enhance/secret'))).toBe(true)
  expect(lists()).toHaveLength(0)
  await body.fill('官方电话是 +86 10 6552 9988，我的是 13800138000')
  await expect(warning).toHaveCount(1)
  await body.fill('官方电话是 +86 10 6552 9988，打不通')
  await expect(warning).toHaveCount(0)
  expect(lists()).toHaveLength(1)
  await page.getByLabel(say('web_ask_title_label')).fill(ownName())
  await page.getByRole('button', { name: say('web_ask_submit') }).click()
  await expect(page.locator('#p1')).toContainText('+86 10 6552 9988')
})

/** Pages with a form for text; the first text area of `main` is tested. */
const places = ['/ask', '/t/1', '/tickets/new', '/settings', '/p/1/report']

test('a secret is pointed out while typing, on every form', async ({
  account,
  baseURL,
  say,
  visitor
}) => {
  const page = await visitor({ as: await account(), viewport: { width: 390, height: 844 } })
  const ticket = { topic: 'other', subject: ownName(), body: ownName() }
  const headers = { origin: baseURL ?? '' }
  const opened = await page.request.post('/api/v1/tickets', { data: ticket, headers })
  const { url } = (await opened.json()) as { url: string }
  for (const place of [...places, url]) {
    await page.goto(place)
    const areas = page.locator('main form:has(secret-watch) textarea').filter({ visible: true })
    expect(await areas.count()).toBeGreaterThan(0)
    for (const area of await areas.all()) {
      await area.fill(wallet)
      const warning = page.getByText(say('guards_found_seed_phrase')).filter({ visible: true })
      await expect(warning).toHaveCount(1)
      await area.fill('')
      await expect(warning).toHaveCount(0)
    }
  }
})

test('private text goes into a ticket from where it was typed', async ({
  account,
  say,
  visitor
}) => {
  const page = await visitor({ as: await account(), viewport: { width: 390, height: 844 } })
  await page.goto('/t/1')
  await page.getByLabel(say('web_reply_label')).fill('我的号码是 13800138000，打不通')
  await expect(page.getByText(say('guards_personal_typed'))).toBeVisible()
  await page.getByRole('button', { name: say('guards_into_ticket') }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('tickets_new'))
  await expect(page.getByLabel(say('tickets_body'), { exact: true })).toHaveValue(
    '我的号码是 13800138000，打不通'
  )
})

test('without JavaScript the refusal of personal data leads into a ticket, too', async ({
  account,
  say,
  visitor
}) => {
  const page = await visitor({ as: await account(), javaScriptEnabled: false })
  const title = ownName()
  await page.goto('/ask?category=deposits')
  await page.getByLabel(say('web_ask_title_label')).fill(title)
  await page.getByLabel(say('web_ask_body'), { exact: true }).fill('我的号码是 13800138000，打不通')
  await page.getByRole('button', { name: say('web_ask_submit') }).click()
  await page
    .getByRole('alert')
    .getByRole('button', { name: say('guards_into_ticket') })
    .click()
  await expect(page.getByLabel(say('tickets_subject'), { exact: true })).toHaveValue(title)
  await expect(page.getByLabel(say('tickets_body'), { exact: true })).toHaveValue(
    '我的号码是 13800138000，打不通'
  )
})

test('drafts of ticket answers stay in no browser, even with the server unreachable', async ({
  say,
  visitor
}) => {
  const page = await visitor({ as: demoAccount('staff') })
  await page.goto('/desk?view=all')
  await page.getByRole('article').getByRole('link').first().click()
  await expect(page.getByLabel(say('tickets_reply_to'), { exact: true })).toBeVisible()
  await page.context().setOffline(true)
  for (const text of ['Two accounts', 'Two accounts from one address.']) {
    const failed = page.waitForEvent('requestfailed')
    await page.getByLabel(say('tickets_reply_to'), { exact: true }).fill(text)
    await failed
  }
  await expect(page.getByText(say('web_composer_saved'))).toBeHidden()
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([])
})
