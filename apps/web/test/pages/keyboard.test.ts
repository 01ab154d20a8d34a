import type { Page } from '@playwright/test'
import { ownName } from '../accounts.ts'
import { expect, test } from '../forum.ts'

const isFocused = (page: Page, selector: string) =>
  page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)

/** Presses Tab until an element that matches `selector` has focus. */
async function tabTo(page: Page, selector: string) {
  for (let presses = 0; presses < 80; presses += 1) {
    if (await isFocused(page, selector)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not lead to ${selector}`)
}

test('a member asks with the keyboard alone', async ({ account, say, visitor }) => {
  const title = `Keyboard ${ownName()}`
  const page = await visitor({ as: await account() })
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()

  await test.step('skips to the content and follows the link to ask', async () => {
    await page.keyboard.press('Tab')
    await expect(page.getByRole('link', { name: say('web_skip_to_content') })).toBeFocused()
    await page.keyboard.press('Enter')
    await tabTo(page, 'main a[href^="/ask"]')
    await page.keyboard.press('Enter')
    await expect(page.getByLabel(say('web_ask_title_label'))).toBeVisible()
  })

  await test.step('fills in the form and sends it', async () => {
    await tabTo(page, 'input[name=title]')
    await page.keyboard.type(title)
    await tabTo(page, 'select[name=categoryId]')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await tabTo(page, 'textarea[name=body]')
    await page.keyboard.type('No mouse was used.')
    await tabTo(page, 'form button.button-primary')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
  })
})

test('a slash focuses the search box, but not while typing', async ({ page, say }) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('/')
  const box = page.getByRole('search').getByRole('combobox', { name: say('web_search_label') })
  await expect(box.filter({ visible: true })).toBeFocused()
  await page.keyboard.type('a/b')
  await expect(box.filter({ visible: true })).toHaveValue('a/b')
})
