import { demoAccount, ownName } from '../accounts.ts'
import { expect, test } from '../forum.ts'
import { answer, ask } from '../steps.ts'

type Categories = { items: { id: number; slug: string }[] }

// The list waits longest: its readers do not all load it at once.
const soon = { timeout: 20_000 }

test('an open thread offers new replies, shows them in place, and follows votes', async ({
  account,
  say,
  visitor
}) => {
  const [asker, other] = await Promise.all([account(), account()])
  const page = await visitor({ as: asker })
  await ask(page, say, { category: 'deposits', title: `Live ${ownName()}`, body: 'Anybody here?' })
  const replying = await visitor({ as: other })
  await replying.goto(page.url())
  const bell = page.getByRole('link', { name: say('web_bell_label', { count: 1 }) })

  await answer(replying, say, 'The first reply.')
  await expect(page.getByRole('link', { name: say('web_live_one') })).toBeVisible()
  await answer(replying, say, 'The second reply.')
  await expect(bell).toBeVisible(soon)
  await page.getByLabel(say('web_reply_label')).fill('Typed meanwhile')
  await page.getByRole('link', { name: say('web_live_many', { count: 2 }) }).click(soon)
  await expect(page).toHaveURL(/#p2$/)
  await expect(page.locator('#p2')).toContainText('The first reply.')
  await expect(page.getByLabel(say('web_reply_label'))).toHaveValue('Typed meanwhile')

  await replying
    .locator('#p1')
    .getByRole('button', { name: say('web_vote') })
    .click()
  await expect(page.locator('#p1 footer')).toContainText(/1/, soon)
})

test('a guest’s list follows states where they stand, and offers new threads', async ({
  account,
  page,
  say,
  visitor
}) => {
  const member = await visitor({ as: await account() })
  const [first, second] = [`Listed ${ownName()}`, `Later ${ownName()}`]
  await ask(member, say, { category: 'deposits', title: first, body: 'Which one is first?' })
  await page.goto('/c/deposits?language=all')
  const row = page.locator('[data-row]').filter({ hasText: first })
  await answer(member, say, 'It arrived.')
  await expect(row.locator('.figures')).toContainText('1', soon)
  await ask(member, say, { category: 'deposits', title: second, body: 'And which one later?' })
  // Other journeys write in this list too: what is offered first may be theirs.
  const later = page.locator('[data-row]').filter({ hasText: second })
  await expect(async () => {
    await page.locator('thread-rows [role=status] button').click({ timeout: 2000 })
    await expect(later).toBeVisible({ timeout: 500 })
  }).toPass()
})

test('a visible page has one stream, a hidden one none', async ({ page, say }) => {
  const opened: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('/api/v1/live?')) opened.push(request.url())
  })
  await page.goto('/')
  await expect.poll(() => opened).toEqual([expect.stringMatching(/announcements,lists$/)])
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { value: true, configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  })
  await page.getByRole('heading', { level: 1, name: say('web_home_title') }).waitFor()
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { value: false })
    document.dispatchEvent(new Event('visibilitychange'))
  })
  await expect.poll(() => opened.length).toBe(2)
})

test('the strip shows an incident while the page is open', async ({ page, visitor, baseURL }) => {
  const staff = await visitor({ as: demoAccount('staff') })
  const streaming = page.waitForResponse(/\/api\/v1\/live\?/)
  await page.goto('/')
  await streaming
  const title = `The lounge is late ${ownName()}`
  // Further down if others are more severe.
  const line = page.locator('main a').filter({ hasText: title })
  const { items } = (await (await staff.request.get('/api/v1/categories')).json()) as Categories
  const categories = items.filter(({ slug }) => slug === 'lounge').map(({ id }) => id)
  const headers = { origin: String(baseURL) }
  const words = { title, body: 'We know of it.' }
  const data = {
    type: 'incident',
    severity: 'important',
    categories,
    translations: { en: words, 'zh-CN': words }
  }
  const made = await staff.request.post('/api/v1/announcements', { headers, data })
  const { id } = (await made.json()) as { id: number }
  const publication = { headers, data: { revision: 1 } }
  await staff.request.post(`/api/v1/announcements/${id}/publication`, publication)
  await expect(line).toHaveCount(1, soon)
  await staff.request.post(`/api/v1/announcements/${id}/expiry`, { headers })
  await expect(line).toHaveCount(0, soon)
})

test('an agent sees at once who else opens, writes in and leaves a ticket', async ({
  account,
  baseURL,
  say,
  visitor
}) => {
  const requester = await visitor({ as: await account() })
  const headers = { origin: String(baseURL) }
  const data = { topic: 'other', subject: `Live ${ownName()}`, body: 'Is anybody there?' }
  const { number } = await (
    await requester.request.post('/api/v1/tickets', { headers, data })
  ).json()
  const page = await visitor({ as: demoAccount('staff') })
  const colleague = await visitor({ as: demoAccount('admin') })
  await page.goto(`/desk/${number}`)
  await colleague.goto(`/desk/${number}`)

  const { username: names } = demoAccount('admin')
  await expect(page.getByText(say('tickets_viewing', { names }))).toBeVisible(soon)
  await colleague.getByLabel(say('tickets_reply_to'), { exact: true }).fill('I am on it')
  await expect(page.getByText(say('tickets_writing', { names }))).toBeVisible(soon)
  await colleague.goto('/desk')
  await expect(page.getByText(say('tickets_viewing', { names }))).toHaveCount(0, soon)
})
