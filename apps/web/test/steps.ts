import { setTimeout as wait } from 'node:timers/promises'
import { expect, type Locator, type Page } from '@playwright/test'
import type { Account } from './accounts.ts'

type Say = (key: string, params?: Record<string, unknown>) => string

/** Searches from the box of the home page; on phones, the box is in the page. */
export async function findBySearch(page: Page, say: Say, words: string): Promise<void> {
  await page.goto('/')
  const box = page.getByRole('search').filter({ visible: true }).locator('[name=q]')
  await box.fill(words)
  await box.press('Enter')
  await expect(page.getByLabel(say('web_search_words'))).toHaveValue(words)
}

/** Fills in the open sign-up page; the next page asks for the emailed code. */
export async function signUp(page: Page, say: Say, { username, email, password }: Account) {
  await page.getByLabel(say('web_username'), { exact: true }).fill(username)
  await page.getByLabel(say('web_email'), { exact: true }).fill(email)
  await page.getByLabel(say('web_password'), { exact: true }).fill(password)
  await page.getByLabel(say('documents_agree_terms')).check()
  await page.getByLabel(say('documents_agree_privacy')).check()
  await page
    .getByRole('main')
    .getByRole('button', { name: say('web_sign_up') })
    .click()
  await expect(page.getByRole('heading', { name: say('web_verify_title') })).toBeVisible()
}

/** Fills in the open sign-in page, again if all tests together have signed in too often. */
export async function signInByForm(page: Page, say: Say, account: Account): Promise<void> {
  await page.getByLabel(say('web_sign_in_login')).fill(account.username)
  await page.getByLabel(say('web_password'), { exact: true }).fill(account.password)
  const answer = page.waitForResponse((one) => one.request().method() === 'POST')
  await page
    .getByRole('main')
    .getByRole('button', { name: say('web_sign_in') })
    .click()
  if ((await answer).status() !== 429) return
  await wait(20_000)
  await signInByForm(page, say, account)
}

/** Replies in the open thread. */
export async function answer(page: Page, say: Say, words: string): Promise<void> {
  await page.getByLabel(say('web_reply_label')).fill(words)
  await page.getByRole('button', { name: say('web_reply_button') }).click()
  await expect(page.getByRole('article').filter({ hasText: words })).toBeVisible()
}

/** Opens the actions of a post of the open thread, in the popover or as a page. */
export async function openPostMenu(page: Page, say: Say, number: number) {
  const more = say('web_post_more', { number })
  await page.locator(`#p${number}`).getByRole('link', { name: more }).click()
  return page.locator('[data-menu-of-post]')
}

/** Id of a post, from the link to its actions. */
export async function postIdOf(post: Locator): Promise<string> {
  const address = await post.locator('a[href$="/actions"]').getAttribute('href')
  return address?.split('/')[2] ?? ''
}

export type Question = {
  category: string
  title: string
  body: string
  kind?: 'question' | 'discussion'
}

/** Creates a thread by the form, as a member; ends on the new thread. */
export async function ask(
  page: Page,
  say: Say,
  { category, title, body }: Question
): Promise<void> {
  await page.goto(`/ask?category=${category}&title=${encodeURIComponent(title)}`)
  await page.getByLabel(say('web_ask_body'), { exact: true }).fill(body)
  await page.getByRole('button', { name: say('web_ask_submit') }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
}

export const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }
