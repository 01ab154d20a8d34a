import { demoAccount, ownName } from '../accounts.ts'
import { expect, test } from '../forum.ts'
import { ask } from '../steps.ts'

const wide = { viewport: { width: 1280, height: 900 } }
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

test('a post of one line takes 84 px, and its actions appear under the pointer', async ({
  visitor
}) => {
  const page = await visitor({ as: demoAccount('member'), ...wide })
  await page.goto('/t/1')
  const post = page.locator('#p5')
  expect((await post.boundingBox())?.height).toBeLessThanOrEqual(84)
  const more = post.locator('footer > a[href$="/actions"]')
  await expect(more).toHaveCSS('opacity', '0')
  await post.hover()
  await expect(more).toHaveCSS('opacity', '1')
  await page.mouse.move(0, 0)
  await more.focus()
  await expect(more).toHaveCSS('opacity', '1')
})

test('what can be done with a thread stands beside its title', async ({ say, visitor }) => {
  const page = await visitor({ as: demoAccount('member'), ...wide })
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('/t/1')
  await page.getByRole('link', { name: say('web_share') }).click()
  await expect(page.getByRole('status').filter({ hasText: say('web_link_copied') })).toBeVisible()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(new URL(copied).pathname).toMatch(/^\/t\/1\//)
  await page.getByRole('button', { name: say('web_bookmark'), exact: true }).click()
  const marked = page.getByRole('button', { name: say('web_bookmark'), pressed: true })
  await marked.click()
  await expect(marked).toHaveCount(0)
})

test('an official reply stands once on its page, and a link leads to it', async ({
  account,
  baseURL,
  say,
  visitor
}) => {
  const page = await visitor({ as: await account(), ...wide })
  const staff = await visitor({ as: demoAccount('staff') })
  await ask(page, say, { category: 'lounge', title: ownName(), body: 'Is it open?' })
  const id = /\/t\/(\d+)/.exec(page.url())?.[1]
  const words = `It opens at nine, ${ownName()}.`
  const headers = { origin: String(baseURL) }
  for (const [by, body] of [[page, 'I wait.'] as const, [staff, words] as const]) {
    const answer = await by.request.post(`/api/v1/threads/${id}/posts`, { headers, data: { body } })
    expect(answer.status()).toBe(201)
  }
  await page.reload()
  await expect(page.getByText(words)).toHaveCount(1)
  const strip = page.getByRole('region', { name: say('web_official_strip') })
  await strip.getByRole('link').click()
  await expect(page.locator('#p3')).toBeInViewport()
})

test('people and related threads stand beside it, and on phones in a sheet', async ({
  say,
  visitor
}) => {
  const page = await visitor(wide)
  await page.goto('/t/1')
  const people = page.getByRole('heading', { name: say('web_thread_people') })
  await expect(people).toBeVisible()
  await page.mouse.wheel(0, 600)
  await expect(people).toBeInViewport()
  const small = await visitor(phone)
  await small.goto('/t/1')
  const heading = small.getByRole('heading', { name: say('web_thread_people') })
  await expect(heading).toBeHidden()
  await small.getByText(say('web_thread_around')).tap()
  await expect(heading).toBeInViewport()
  await small.getByText(say('web_thread_around')).tap()
  await expect(heading).toBeHidden()
})

test('a reply that only agrees is offered as “me too”, and posted if its author wants', async ({
  account,
  say,
  visitor
}) => {
  const [title, first] = [ownName(), await account()]
  const asker = await visitor({ as: first, javaScriptEnabled: false })
  await asker.goto('/ask?category=deposits')
  await asker.getByLabel(say('web_ask_title_label')).fill(title)
  await asker.getByLabel(say('web_ask_body'), { exact: true }).fill('The deposit waits.')
  await asker.getByRole('button', { name: say('web_ask_submit') }).click()
  await expect(asker.getByRole('heading', { level: 1 })).toHaveText(title)
  const reader = await visitor({ as: await account(), javaScriptEnabled: false })
  await reader.goto(asker.url())
  const reply = reader.getByLabel(say('web_reply_label'))
  const offer = reader.getByRole('alert').filter({ hasText: say('web_agrees') })
  await reply.fill('+1')
  await reader.getByRole('button', { name: say('web_reply_button'), exact: true }).click()
  await expect(reply).toHaveValue('+1')
  await expect(offer).toBeInViewport()
  await offer.getByRole('button', { name: say('web_me_too') }).click()
  await expect(reader.getByRole('button', { name: say('web_me_too'), pressed: true })).toBeVisible()
  await expect(reply).toHaveValue('')
})
