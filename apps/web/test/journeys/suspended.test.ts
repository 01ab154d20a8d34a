import { demoAccount, ownName } from '../accounts.ts'
import { expect, test } from '../forum.ts'
import { phone, signInByForm } from '../steps.ts'

test('without JavaScript a suspended user signs in, appeals and uses tickets', async ({
  account,
  say,
  visitor
}) => {
  const plain = { ...phone, javaScriptEnabled: false }
  const suspended = await account()
  const reason = say('moderation_reason_impersonation')
  const text = `${ownName()} ${ownName()}`

  await test.step('staff suspend them until a day', async () => {
    const staff = await visitor({ ...plain, as: demoAccount('staff') })
    await staff.goto(`/u/${suspended.username}/moderate`)
    await staff.getByRole('radio', { name: say('moderation_kind_suspension') }).check()
    await expect(staff.getByLabel(say('moderation_sanction_where'), { exact: true })).toBeHidden()
    await staff.getByLabel(say('moderation_sanction_for')).selectOption('720')
    const form = staff.locator('form[action="?/sanction"]')
    await form.getByRole('radio', { name: reason }).check()
    const send = say('moderation_sanction_send', { name: suspended.username })
    await form.getByRole('button', { name: send }).click()
    await expect(staff.getByText(say('moderation_sanction_done'))).toBeVisible()
  })

  const page = await visitor(plain)
  await test.step('they sign in and appeal', async () => {
    await page.goto('/sign-in')
    await signInByForm(page, say, suspended)
    await expect(page.getByRole('link', { name: say('moderation_banner_why') })).toBeVisible()
    await page.goto('/decisions')
    await page.getByRole('listitem').filter({ hasText: reason }).getByRole('link').click()
    await expect(page.getByText(reason).first()).toBeVisible()
    await expect(page.getByText(say('moderation_decision_suspension_meaning'))).toBeVisible()
    await page.getByLabel(say('moderation_appeal_text')).fill(text)
    await page.getByRole('button', { name: say('moderation_appeal_send') }).click()
    await expect(page.getByText(say('moderation_appeal_waiting'))).toBeVisible()
    await page.goto('/tickets/new')
    await expect(page.getByLabel(say('tickets_subject'))).toBeVisible()
    await page.goto('/p/1/report')
    await expect(page.getByRole('radio')).toHaveCount(0)
  })

  await test.step('the moderator who suspended them cannot decide, an admin does', async () => {
    const staff = await visitor({ ...plain, as: demoAccount('staff') })
    await staff.goto('/moderation?show=appeals')
    const own = staff.getByRole('article').filter({ hasText: text })
    await expect(own.getByText(say('moderation_queue_not_your_appeal'))).toBeVisible()
    const admin = await visitor({ ...plain, as: demoAccount('admin') })
    await admin.goto('/moderation?show=appeals')
    const row = admin.getByRole('article').filter({ hasText: text })
    await row.getByRole('button', { name: say('moderation_queue_uphold_appeal') }).click()
    await expect(admin.getByText(say('moderation_done_appeal_upheld'))).toBeVisible()
    await page.goto('/decisions')
    await expect(page.getByText(say('moderation_decided_lifted'))).toBeVisible()
  })
})
