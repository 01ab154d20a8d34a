import { readFile } from 'node:fs/promises'
import { demoAccount, ownName } from '../accounts.ts'
import { expect, test } from '../forum.ts'

test('a rule shows its matches before it is enabled, without JavaScript', async ({
  say,
  visitor
}) => {
  const staff = await visitor({ as: demoAccount('staff'), javaScriptEnabled: false })
  const name = ownName()

  await test.step('a new rule is disabled and lists the matching threads of a month', async () => {
    await staff.goto('/desk/rules')
    await staff.getByText(say('tickets_rule_add'), { exact: true }).first().click()
    await staff.locator('#name').fill(name)
    await staff.locator('[name=trigger]').selectOption('thread')
    await staff.locator('#words').fill('提现\nwithdrawal')
    await staff
      .getByRole('button', { name: say('tickets_rule_try') })
      .first()
      .click()
    await expect(staff.getByRole('heading', { level: 1 })).toHaveText(name)
    await expect(staff.getByText(say('tickets_rule_is_off'))).toBeVisible()
    await expect(staff.getByRole('main').locator('li a[href^="/t/"]').first()).toBeVisible()
  })

  await test.step('the enabled rule suggests a ticket', async () => {
    await staff.getByRole('button', { name: say('tickets_rule_switch_on') }).click()
    await expect(staff.getByText(say('tickets_rule_is_on'))).toBeVisible()
    await staff.goto('/desk/suggestions')
    await expect(staff.getByText(name).first()).toBeVisible()
  })

  await test.step('the rule is removed', async () => {
    await staff.goto('/desk/rules')
    await staff.getByRole('link', { name }).click()
    await staff.getByText(say('tickets_rule_remove'), { exact: true }).click()
    await staff.getByRole('button', { name: say('tickets_rule_remove_sure') }).click()
    await expect(staff.getByRole('link', { name })).toHaveCount(0)
  })
})

test('desk statistics are downloaded as CSV after a fresh sign-in', async ({ say, visitor }) => {
  const staff = await visitor({ as: demoAccount('staff') })
  await staff.goto('/desk/statistics?days=90')
  await staff.getByText(say('tickets_statistics_csv'), { exact: true }).first().click()
  const send = staff.getByRole('button', { name: say('tickets_statistics_csv') })
  const [download] = await Promise.all([staff.waitForEvent('download'), send.click()])
  expect(download.suggestedFilename()).toMatch(/\.csv$/)
  expect(await readFile(await download.path(), 'utf8')).toContain('deposit_withdrawal')
})
