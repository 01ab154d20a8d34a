import { expect, test } from '../forum.ts'
import { phone } from '../steps.ts'

const minutes = (count: number) => new Date(Date.now() + count * 60_000).toISOString()

test('an account at Acme is enough: to join, to come back, and to prove who one is', async ({
  forumAt,
  say,
  visitor
}) => {
  const forum = await forumAt(minutes(0))
  const baseURL = forum.origin
  await forum.atProvider({ subject: 'ana', email: 'ana@acme.test', email_verified: true })
  const page = await visitor({ ...phone, baseURL })
  const goOn = say('accounts_provider_continue', { name: 'Acme' })
  const button = (key: string) => page.getByRole('button', { name: say(key), exact: true })

  await test.step('a first sign-in asks for a name, and for no password', async () => {
    await page.goto('/sign-in?next=/settings')
    await page.getByRole('link', { name: goOn }).click()
    await expect(page.getByLabel(say('web_email'), { exact: true })).toHaveValue('ana@acme.test')
    await page.getByLabel(say('web_username'), { exact: true }).fill('quiet-otter')
    await page.getByLabel(say('documents_agree_terms')).check()
    await page.getByLabel(say('documents_agree_privacy')).check()
    await button('accounts_provider_join_button').click()
    await expect(page).toHaveURL(/^[^?]*\/settings$/)
  })

  await test.step('a next one, without scripts, goes straight to the page', async () => {
    const again = await visitor({ baseURL, javaScriptEnabled: false })
    await again.goto('/sign-in?next=/settings/security')
    await again.getByRole('link', { name: goOn }).click()
    await expect(again).toHaveURL(/^[^?]*\/settings\/security$/)
    await expect(again.getByText(say('accounts_identity_linked'))).toBeVisible()
    await again.locator('[data-menu] summary').last().click()
    await again.getByRole('button', { name: say('web_sign_out') }).click()
    const ended = say('accounts_signed_out_both', { name: 'Acme' })
    await again.getByRole('link', { name: say('accounts_signed_out_go', { name: 'Acme' }) }).click()
    await again.getByRole('button', { name: 'Sign out', exact: true }).click()
    await expect(again.getByText(ended)).toBeVisible()
  })

  await test.step('what needs proof is sent again after another sign-in in a new tab', async () => {
    await forum.moveTo(minutes(11))
    await page.goto('/settings/data')
    await page.getByText(say('web_close_begin'), { exact: true }).click()
    await button('web_close_button').click()
    await expect(page.getByLabel(say('web_password_present'))).toHaveCount(0)
    const opened = page.waitForEvent('popup')
    await page.getByRole('link', { name: say('accounts_prove_elsewhere') }).click()
    const tab = await opened
    await tab.getByRole('link', { name: say('accounts_prove_with', { name: 'Acme' }) }).click()
    await expect(tab.getByText(say('accounts_prove_done'))).toBeVisible()
    await button('web_close_button').click()
    await expect(page.getByText(say('web_close_done'))).toBeVisible()
  })
})

test('a question that a guest typed is there after signing in at Acme, without scripts', async ({
  forumAt,
  say,
  visitor
}) => {
  const forum = await forumAt(minutes(0))
  await forum.category('help')
  await forum.atProvider({ subject: 'ben', email: 'ben@acme.test', email_verified: true })
  const page = await visitor({ ...phone, baseURL: forum.origin, javaScriptEnabled: false })
  const title = 'How long does a withdrawal take?'

  await test.step('it stays in its tab while another one signs in', async () => {
    await page.goto('/ask')
    await page.getByLabel(say('web_ask_title_label'), { exact: true }).fill(title)
    await page
      .getByRole('main')
      .getByRole('button', { name: say('web_sign_in') })
      .click()
    const opened = page.waitForEvent('popup')
    await page
      .getByRole('link', { name: say('accounts_provider_continue', { name: 'Acme' }) })
      .click()
    const tab = await opened
    await tab.getByLabel(say('web_username'), { exact: true }).fill('calm-heron')
    await tab.getByLabel(say('documents_agree_terms')).check()
    await tab.getByLabel(say('documents_agree_privacy')).check()
    await tab.getByRole('button', { name: say('accounts_provider_join_button') }).click()
    await expect(tab.getByText(say('accounts_prove_done'))).toBeVisible()
  })

  await test.step('back there, the form for asking has it', async () => {
    await page.getByRole('button', { name: say('accounts_provider_draft') }).click()
    await expect(page).toHaveURL(/^[^?]*\/ask\?draft=ask:\w+&resumed$/)
    await expect(page.getByLabel(say('web_ask_title_label'), { exact: true })).toHaveValue(title)
  })
})
