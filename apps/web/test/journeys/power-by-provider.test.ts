import type { APIRequestContext, Page } from '@playwright/test'
import { expect, test } from '../forum.ts'

const minutes = (count: number) => new Date(Date.now() + count * 60_000).toISOString()
const mostSeconds = 2

/** Signs the browser out at the provider, which then sends the forum a logout token. */
async function signOutAt(issuer: string, request: APIRequestContext) {
  const page = await (await request.get(`${issuer}/session/end`)).text()
  const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(page) ?? []
  const form = { xsrf, logout: 'yes' }
  const address = `${issuer}/session/end/confirm`
  expect((await request.post(address, { form, maxRedirects: 0 })).status()).toBe(303)
}

/** Whether the page of the person opens the desk, and how long that took. */
async function opensDesk(page: Page) {
  const begun = performance.now()
  const answer = await page.goto('/desk')
  const isOpen = answer?.status() === 200 && new URL(page.url()).pathname === '/desk'
  return { isOpen, seconds: (performance.now() - begun) / 1000 }
}

test('a claim makes a colleague staff, and takes the power within two seconds', async ({
  forumAt,
  say,
  visitor
}) => {
  const forum = await forumAt(minutes(0))
  const baseURL = forum.origin
  const colleague = { subject: 'cleo', email: 'cleo@acme.test', email_verified: true }
  const inTeam = { ...colleague, groups: ['forum-staff'] }
  const issuer = await forum.atProvider(inTeam)
  const press = (page: Page, key: string) =>
    page
      .getByRole('main')
      .getByRole('button', { name: say(key), exact: true })
      .click()

  await test.step('one admin proposes the rule, and another confirms it', async () => {
    const [first, second] = [await visitor({ baseURL }), await visitor({ baseURL })]
    await forum.signIn(first.context(), { role: 'admin' })
    await forum.signIn(second.context(), { role: 'admin' })
    await first.goto('/admin/sign-in/acme/claims')
    await first.getByLabel(say('accounts_claims_claim')).fill('groups')
    await first.getByLabel(say('accounts_claims_value'), { exact: true }).fill('forum-staff')
    await first.getByLabel(say('accounts_claims_role'), { exact: true }).selectOption('staff')
    await first.getByLabel(say('web_admin_capability_desk')).check()
    await press(first, 'accounts_claims_preview')
    await press(first, 'accounts_claims_propose')
    await expect(first.getByText(say('accounts_claims_proposed'))).toBeVisible()
    await second.goto('/approvals')
    await second.getByRole('button', { name: say('accounts_approvals_approve') }).click()
    await expect(second.getByText(say('accounts_approvals_approved'))).toBeVisible()
  })

  const page = await visitor({ baseURL })
  const goOn = () =>
    page.getByRole('link', { name: say('accounts_provider_continue', { name: 'Acme' }) }).click()
  let secret = ''
  async function signIn() {
    await page.context().clearCookies()
    await page.goto('/sign-in?next=/desk')
    await goOn()
    await page
      .getByLabel(say('web_sign_in_code'), { exact: true })
      .fill(await forum.nextCode(secret))
    await press(page, 'web_sign_in')
    await expect(page).toHaveURL(/^[^?]*\/desk$/)
  }

  await test.step('who signs in by the provider has the power of staff, with a code', async () => {
    await page.goto('/sign-in?next=/desk')
    await goOn()
    await page.getByLabel(say('web_username'), { exact: true }).fill('swift-crane')
    await page.getByLabel(say('documents_agree_terms')).check()
    await page.getByLabel(say('documents_agree_privacy')).check()
    await press(page, 'accounts_provider_join_button')
    await page.goto('/settings/security')
    await press(page, 'web_second_factor_begin')
    secret = (await page.locator('main code').first().innerText()).replaceAll(/\s/g, '')
    await page.getByLabel(say('web_second_factor_code')).fill(await forum.nextCode(secret))
    await press(page, 'web_second_factor_on')
    await signIn()
    expect(await opensDesk(page)).toMatchObject({ isOpen: true })
  })

  await test.step('a logout token takes it at once', async () => {
    await signOutAt(issuer, page.context().request)
    const { isOpen, seconds } = await opensDesk(page)
    expect(isOpen).toBe(false)
    expect(seconds).toBeLessThan(mostSeconds)
  })

  await test.step('the claim is gone: the next check takes the power', async () => {
    await signIn()
    await forum.atProvider({ ...colleague, groups: [] })
    await forum.moveTo(minutes(24))
    const { isOpen, seconds } = await opensDesk(page)
    expect(isOpen).toBe(false)
    expect(seconds).toBeLessThan(mostSeconds)
  })
})
