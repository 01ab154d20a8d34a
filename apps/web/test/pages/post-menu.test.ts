import type { Page } from '@playwright/test'
import { demoAccount } from '../accounts.ts'
import { expect, test } from '../forum.ts'
import { openPostMenu } from '../steps.ts'

type Say = (key: string, params?: Record<string, unknown>) => string

const moreOf = (page: Page, say: Say, number: number) =>
  page.getByRole('link', { name: say('web_post_more', { number }), exact: true })

test('the actions of a post open at its link, and close by a press elsewhere', async ({
  say,
  visitor
}) => {
  const page = await visitor({ as: demoAccount('member') })
  await page.goto('/t/1')
  const menu = await openPostMenu(page, say, 1)
  const bookmark = menu.getByRole('button', { name: say('web_bookmark') })
  await expect(bookmark).toBeVisible()
  await expect(moreOf(page, say, 1)).toHaveAttribute('aria-expanded', 'true')
  await expect(page).toHaveURL(/\/t\/1/)
  await page.getByRole('heading', { level: 1 }).click()
  await expect(bookmark).toBeHidden()
  await moreOf(page, say, 1).click()
  await expect(bookmark).toBeVisible()
  await moreOf(page, say, 1).click()
  await expect(bookmark).toBeHidden()
  await moreOf(page, say, 1).press('Enter')
  await expect(bookmark).toBeVisible()
})

test('the keyboard opens the actions of a post and comes back to their link', async ({
  page,
  say
}) => {
  await page.goto('/t/1')
  await moreOf(page, say, 1).press('Enter')
  await expect(page.getByRole('link', { name: say('web_copy_link') })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: say('web_report'), exact: true })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.locator('[data-post-menu]')).toBeHidden()
  await expect(moreOf(page, say, 1)).toBeFocused()
})

test('without a network, the menu says why it is empty', async ({ say, visitor }) => {
  const page = await visitor()
  await page.goto('/t/1')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await moreOf(page, say, 1).click()
  await expect(page.getByRole('link', { name: say('web_copy_link') })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.context().setOffline(true)
  await moreOf(page, say, 1).click()
  await expect(page.getByRole('alert').filter({ hasText: say('web_unreachable') })).toBeVisible()
  await page.context().setOffline(false)
  await page.keyboard.press('Escape')
  await moreOf(page, say, 1).click()
  await expect(page.getByRole('link', { name: say('web_copy_link') })).toBeVisible()
})

test('without scripts, the actions of a post are a page', async ({ account, say, visitor }) => {
  const page = await visitor({ as: await account(), javaScriptEnabled: false })
  await page.goto('/t/1')
  await moreOf(page, say, 1).click()
  await expect(page).toHaveURL(/\/p\/\d+\/actions$/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('web_post_actions'))
  await page.getByRole('button', { name: say('web_vote') }).click()
  await expect(page).toHaveURL(/\/t\/1\/.*#p1$/)
  const vote = page.locator('#p1').getByRole('button', { name: say('web_vote') })
  await expect(vote).toHaveAttribute('aria-pressed', 'true')
})

test('only a moderator of its category sees how to moderate a post', async ({ say, visitor }) => {
  const volunteer = await visitor({ as: demoAccount('volunteer') })
  for (const [category, shown] of [
    ['deposits', 1],
    ['lounge', 0]
  ] as const) {
    await volunteer.goto(`/c/${category}`)
    await volunteer.getByRole('main').locator('a[href^="/t/"]').first().click()
    const menu = await openPostMenu(volunteer, say, 1)
    await expect(menu.getByRole('link', { name: say('web_copy_link') })).toBeVisible()
    await expect(menu.getByRole('link', { name: say('web_moderate') })).toHaveCount(shown)
  }
})
