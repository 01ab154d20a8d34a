import type { Locator, Page } from '@playwright/test'
import { demoAccount } from '../accounts.ts'
import { expect, test } from '../forum.ts'
import { phone } from '../steps.ts'

const rows = 'thread-rows [data-row]'

/** Top and heights of the listed threads, in CSS pixels. */
const listed = (page: Page) =>
  page.locator(rows).evaluateAll((all) => ({
    top: Math.min(...all.map((one) => one.getBoundingClientRect().top + scrollY)),
    heights: all.map((one) => Math.round(one.getBoundingClientRect().height))
  }))

for (const [width, top] of [
  [1280, 420],
  [390, 460]
] as const)
  test(`at ${width} px the first thread begins within ${top} px, below one strip`, async ({
    visitor
  }) => {
    const page = await visitor({ viewport: { width, height: 900 } })
    await page.goto('/')
    expect((await listed(page)).top).toBeLessThanOrEqual(top)
    await expect(page.locator('dismissible-lines')).toHaveCount(1)
    const strip = await page.locator('dismissible-lines').boundingBox()
    expect(strip?.height).toBeLessThanOrEqual(44)
  })

test('on paper there is neither a strip nor a button', async ({ visitor }) => {
  const page = await visitor({ as: demoAccount('member') })
  await page.goto('/')
  await page.emulateMedia({ media: 'print' })
  for (const gone of ['dismissible-lines .strip', 'main .button', 'main button'])
    for (const one of await page.locator(gone).all()) await expect(one).toBeHidden()
  await page.goto('/t/1')
  await expect(page.locator('.post').first()).toBeVisible()
  for (const one of await page.locator('#reply, main button').all()) await expect(one).toBeHidden()
})

test('a row takes 72 px, and 56 px in a compact list, also on the next page', async ({
  say,
  visitor
}) => {
  const page = await visitor({ viewport: { width: 1280, height: 900 } })
  await page.goto('/')
  expect(Math.min(...(await listed(page)).heights)).toBeLessThanOrEqual(72)
  await page.getByRole('button', { name: say('web_list_compact') }).click()
  await page.goto('/?sort=newest')
  expect(Math.min(...(await listed(page)).heights)).toBeLessThanOrEqual(56)
})

test('the strip opens, and a line that is dismissed makes room for the next', async ({
  say,
  visitor
}) => {
  const page = await visitor({ viewport: { width: 390, height: 844 } })
  await page.goto('/')
  const strip = page.getByRole('region', { name: say('announcements_banners') })
  const first = strip.getByRole('link').first()
  const title = await first.textContent()
  const more = strip.locator('summary')
  await more.click()
  const next = await strip.locator('details').getByRole('link').first().textContent()
  await strip.getByRole('button').first().click()
  await expect(first).toHaveText(String(next))
  await page.reload()
  await expect(first).toHaveText(String(next))
  await expect(strip.getByText(String(title))).toHaveCount(0)
  expect((await strip.boundingBox())?.height).toBeLessThanOrEqual(44)
})

const boxOf = async (element: Locator) => {
  const box = await element.boundingBox()
  if (!box) throw new Error('It is not shown.')
  return { ...box, right: box.x + box.width, bottom: box.y + box.height }
}
const screen = { viewport: { width: 1280, height: 800 } }

test('on a phone the first result of a search begins within 420 px', async ({ visitor }) => {
  const page = await visitor(phone)
  await page.goto('/search?q=充值')
  const first = await boxOf(page.getByRole('main').locator('ol h2').first())
  expect(first.y).toBeLessThanOrEqual(420)
})

test('beside working pages stand their own, and no categories', async ({ say, visitor }) => {
  const page = await visitor({ ...screen, as: demoAccount('admin') })
  const menu = page.getByRole('navigation', { name: say('web_menu') })
  for (const [path, sibling] of [
    ['/moderation', '/moderation/filters'],
    ['/admin/webhooks', '/admin/jobs'],
    ['/approvals', '/admin/people'],
    ['/settings', '/settings/email']
  ]) {
    await page.goto(String(path))
    await expect(menu.locator(`a[href="${sibling}"]`)).toBeVisible()
    await expect(menu.locator('[aria-current]')).toBeInViewport({ ratio: 1 })
    await expect(page.locator('#rail a[href^="/c/"]')).toHaveCount(0)
  }
  const guest = await visitor(screen)
  await guest.goto('/moderation/log')
  await expect(guest.locator('#rail a[href^="/c/"]').first()).toBeVisible()
})

test('fourteen tickets are visible, and the facts beside each', async ({ say, visitor }) => {
  const page = await visitor({ ...screen, as: demoAccount('staff') })
  await page.goto('/desk?view=all')
  await expect(page.locator('#rail a[href="/desk/rules"]')).toBeVisible()
  const tickets = page.locator('[data-row]')
  const heights = await tickets.evaluateAll((all) =>
    all.map((one) => one.getBoundingClientRect().height)
  )
  // A critical announcement would stand above the list until it is dismissed.
  const strip = await boxOf(page.locator('[data-live=announcements]'))
  const top = (await boxOf(tickets.first())).y - strip.height
  expect(top + 14 * Math.max(...heights)).toBeLessThanOrEqual(800)

  await tickets.first().getByRole('link').first().click()
  const facts = page.getByRole('button', { name: say('tickets_facts_show') })
  const conversation = await boxOf(page.locator('[data-part=conversation]'))
  expect((await boxOf(facts)).x).toBeGreaterThan(conversation.right)
  await expect(facts).toBeInViewport()
  await page.mouse.wheel(0, 2000)
  await expect(facts).toBeInViewport()
})

test('the editor of the form for asking is as wide as its title', async ({ visitor }) => {
  const page = await visitor({ ...screen, as: demoAccount('member2') })
  await page.goto('/ask')
  const [title, text] = [page.locator('#title'), page.locator('stoa-composer:defined #body')]
  const border = 2
  expect((await boxOf(text)).width + border).toBe((await boxOf(title)).width)
})

test('each month of the announcements is 24 px high to the pointer', async ({ say, visitor }) => {
  const page = await visitor(screen)
  await page.goto('/announcements')
  const months = page.getByRole('navigation', { name: say('announcements_archive') })
  const heights = await months
    .getByRole('link')
    .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height))
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(24)
})
