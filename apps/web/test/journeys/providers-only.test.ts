import type { Page } from '@playwright/test'
import { expect, test } from '../forum.ts'
import { phone } from '../steps.ts'

const day = 24 * 3600_000
/** Of the authenticators of both admins. */
const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
const inDays = (days: number) => new Date(Date.now() + days * day).toISOString()
/** The day as a date field takes it. */
const dateIn = (days: number) => inDays(days).slice(0, 10)

test('two admins make Acme the only way in, and members link theirs in two clicks', async ({
  forumAt,
  locale,
  say,
  visitor
}) => {
  const forum = await forumAt(inDays(0))
  const baseURL = forum.origin
  const goOn = say('accounts_provider_continue', { name: 'Acme' })
  const button = (page: Page, key: string) =>
    page.getByRole('button', { name: say(key), exact: true })
  const asAcme = (subject: string) => forum.atProvider({ subject })

  async function giveCode(page: Page) {
    const code = await forum.nextCode(secret)
    await page.getByLabel(say('web_sign_in_code'), { exact: true }).fill(code)
    await button(page, 'web_sign_in').click()
  }

  /** An admin links their account and comes back by the provider, freshly. */
  async function adminByAcme(username: string) {
    await asAcme(username)
    const page = await visitor({ baseURL, timezoneId: 'UTC' })
    await forum.signIn(page.context(), { role: 'admin', username }, secret)
    await page.goto('/settings/security/link/acme')
    await page.getByRole('link', { name: goOn }).click()
    await expect(page.getByText(say('accounts_identity_linked'))).toBeVisible()
    await page.context().clearCookies()
    await page.goto('/sign-in?next=/prove')
    await page.getByRole('link', { name: goOn }).click()
    await giveCode(page)
    await page.getByRole('link', { name: say('accounts_prove_with', { name: 'Acme' }) }).click()
    await giveCode(page)
    await expect(page.getByText(say('accounts_prove_done'))).toBeVisible()
    return page
  }

  await test.step('one admin proposes a date, another confirms exactly that', async () => {
    const one = await adminByAcme('first-admin')
    await one.goto('/admin/sign-in')
    await one.getByLabel(say('accounts_mode_only')).check()
    await button(one, 'accounts_mode_propose').click()
    await expect(one.getByLabel(say('accounts_mode_date'))).toHaveAttribute('aria-invalid', 'true')
    await one.getByLabel(say('accounts_mode_date')).fill(dateIn(9))
    await button(one, 'accounts_mode_propose').click()
    await expect(one.getByText(say('accounts_mode_proposed'))).toBeVisible()
    await one.goto('/approvals')
    await expect(button(one, 'accounts_approvals_approve')).toHaveCount(0)
    const member = await visitor({ baseURL })
    const email = 'mira@example.test'
    await forum.signIn(member.context(), { username: 'mira', email, locale: locale ?? 'en' })
    const other = await adminByAcme('second-admin')
    await other.goto('/approvals')
    await other.getByRole('link', { name: say('accounts_approvals_review') }).click()
    await other.goBack()
    await other.getByRole('button', { name: say('accounts_approvals_approve') }).click()
    await expect(other.getByText(say('accounts_approvals_approved'))).toBeVisible()
  })

  await test.step('the mail leads to a page with one button, without scripts too', async () => {
    const [link = ''] = /https?:\S+token=\S+/.exec(await forum.mailTo('mira@example.test')) ?? []
    await asAcme('mira-at-acme')
    const page = await visitor({ baseURL, javaScriptEnabled: false })
    await page.goto(link)
    await expect(page.getByText('mira').first()).toBeVisible()
    await page.getByRole('button', { name: goOn }).click()
    await expect(page).toHaveURL(/^[^?]*\/settings\/security\?saved$/)
    await expect(page.getByText(say('accounts_identity_linked'))).toBeVisible()
    await page.goto(link)
    await expect(page.getByText(say('problem_link_expired'))).toBeVisible()
  })

  await test.step('from the date a password is refused with a sentence', async () => {
    const page = await visitor({ ...phone, baseURL })
    await page.goto('/sign-in')
    await page.getByLabel(say('web_sign_in_login'), { exact: true }).fill('mira')
    await page.getByLabel(say('web_password'), { exact: true }).fill('quiet otters')
    await forum.moveTo(inDays(10))
    await button(page, 'web_sign_in').click()
    await expect(page.getByText(say('problem_provider_required')).first()).toBeVisible()
    await expect(page.getByLabel(say('web_password'), { exact: true })).toHaveCount(0)
  })

  await test.step('and Acme leads on into the thread', async () => {
    await forum.category('help')
    const page = await visitor({ ...phone, baseURL })
    await asAcme('mira-at-acme')
    await page.goto('/sign-in?next=/c/help')
    await page.getByRole('link', { name: goOn }).click()
    const title = 'Which fee is charged for a transfer?'
    const { items } = (await (await page.request.get('/api/v1/categories')).json()) as {
      items: { id: number; slug: string }[]
    }
    const categoryId = items.find(({ slug }) => slug === 'help')?.id
    const made = await page.request.post('/api/v1/threads', {
      headers: { origin: baseURL },
      data: { categoryId, kind: 'question', title, body: 'The page names two of them.' }
    })
    const { id } = (await made.json()) as { id: number }
    await page.context().clearCookies()
    await page.goto(`/sign-in?next=/t/${id}`)
    await page.getByRole('link', { name: goOn }).click()
    await expect(page.getByRole('heading', { name: title })).toBeVisible()
    await expect(page).toHaveURL(new RegExp(`^[^?]*/t/${id}(/|$)`))
  })

  await test.step('who is not linked yet asks for another mail', async () => {
    const page = await visitor({ ...phone, baseURL })
    await page.goto('/sign-in')
    await page.getByRole('link', { name: say('accounts_link_offer') }).click()
    await page.getByLabel(say('web_email'), { exact: true }).fill('nobody@example.test')
    await button(page, 'accounts_link_ask_button').click()
    const sent = say('accounts_link_sent', { email: 'nobody@example.test' })
    await expect(page.getByText(sent)).toBeVisible()
  })
})
