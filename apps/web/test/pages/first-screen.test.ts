import type { Page } from '@playwright/test'
import { expect, test } from '../forum.ts'

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
