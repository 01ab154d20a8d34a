import { addAuthenticator } from '../virtual-authenticator.ts'
import { expect, test } from '../forum.ts'

test('a member adds a passkey, signs in with it alone, proves by it, and removes it', async ({
  account,
  baseURL,
  say,
  visitor
}) => {
  const member = await account()
  const origin = String(baseURL).replace('127.0.0.1', 'localhost')
  const page = await visitor({ baseURL: origin })
  await addAuthenticator(page)
  const main = page.getByRole('main')
  const press = (key: string) => main.getByRole('button', { name: say(key), exact: true }).click()

  await page.goto('/sign-in?next=/tickets')
  await page.getByLabel(say('web_sign_in_login')).fill(member.username)
  await page.getByLabel(say('web_password'), { exact: true }).fill(member.password)
  await expect(main.locator('[name=keepsPasskeys]')).toHaveValue('yes')
  await press('web_sign_in')

  await expect(
    main.getByRole('heading', { name: say('accounts_passkey_offer_title') })
  ).toBeVisible()
  await press('accounts_passkey_add')
  await page.getByLabel(say('accounts_passkey_name')).fill('Laptop')
  await press('accounts_passkey_create')
  await expect(main.getByRole('heading', { name: say('web_recovery_codes') })).toBeVisible()
  await main.getByRole('link', { name: say('web_recovery_codes_kept') }).click()
  await expect(main.getByText('Laptop')).toBeVisible()

  // The device answers where the name is typed, without a press of the button.
  await page.context().clearCookies({ name: 'stoa_session' })
  await page.goto('/sign-in?next=/tickets')
  await page.waitForURL(/^[^?]*\/tickets$/)

  await page.context().clearCookies({ name: 'stoa_session' })
  await page.addInitScript(() => {
    PublicKeyCredential.isConditionalMediationAvailable = () => Promise.resolve(false)
  })
  await page.goto('/sign-in?next=/tickets')
  await press('accounts_passkey_sign_in')
  await page.waitForURL(/^[^?]*\/tickets$/)

  await page.goto('/prove')
  await press('accounts_passkey_proof')
  await expect(main.getByText(say('accounts_prove_done'))).toBeVisible()

  await page.goto('/settings/security')
  await main.locator('summary', { hasText: say('accounts_passkey_remove') }).click()
  await press('accounts_passkey_remove')
  await expect(main.getByText('Laptop')).toBeHidden()
  await expect(main.getByRole('status')).toBeVisible()
})
