import type { Page } from '@playwright/test'
import { demoAccount, ownName } from '../accounts.ts'
import { expect, test } from '../forum.ts'
import { answer, ask, openPostMenu } from '../steps.ts'

const press = (page: Page, ...keys: string[]) =>
  keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve())

test('a volunteer decides with the keyboard alone, and focus stays in the queue', async ({
  account,
  say,
  visitor
}) => {
  const name = ownName()
  const page = await visitor({ as: await account() })
  await ask(page, say, { category: 'deposits', title: `Keys ${name}`, body: `Who knows? ${name}` })
  const answering = await visitor({ as: await account() })
  await answering.goto(page.url())
  await answer(answering, say, `Nobody does, ${name}.`)
  await page.reload()
  const menu = await openPostMenu(page, say, 2)
  await menu.getByRole('link', { name: say('web_report') }).click()
  await page.getByRole('radio', { name: say('moderation_reason_off_topic') }).check()
  await page.getByRole('button', { name: say('web_report_send') }).click()
  const volunteer = await visitor({ as: demoAccount('volunteer') })
  await volunteer.goto('/moderation?category=deposits&reason=off_topic')
  const row = volunteer.getByRole('article').filter({ hasText: name })
  const title = row.getByRole('link').first()
  await expect(title).toBeVisible()

  await test.step('the help opens from anywhere, and j moves into the rows', async () => {
    const help = volunteer.getByRole('dialog')
    await expect(async () => {
      await press(volunteer, '?')
      await expect(help).toBeVisible({ timeout: 1000 })
    }).toPass()
    await press(volunteer, 'Escape')
    await expect(help).toBeHidden()
    // Focus leaves the closed help one frame later.
    await expect(async () => {
      await press(volunteer, 'j')
      await expect(volunteer.locator('[data-row] a:focus')).toHaveCount(1, { timeout: 1000 })
    }).toPass()
  })

  await test.step('after going back from a thread, its row has focus', async () => {
    await title.focus()
    await press(volunteer, 'Enter')
    await expect(volunteer.locator('#p2')).toBeVisible()
    await volunteer.goBack()
    await expect(title).toBeFocused()
  })

  await test.step('the reasons close with Escape and h, and the row keeps focus', async () => {
    await title.focus()
    const summary = row.getByText(say('web_queue_hide'), { exact: true })
    for (const key of ['Escape', 'h']) {
      await press(volunteer, 'h')
      await expect(
        row.getByRole('button', { name: say('moderation_reason_off_topic') })
      ).toBeFocused()
      await press(volunteer, key)
      await expect(summary).toBeFocused()
    }
  })

  await test.step('the restored row has focus', async () => {
    await press(volunteer, 'd')
    const done = volunteer.getByRole('status')
    await expect(done.getByText(say('web_queue_dismissed'))).toBeVisible()
    await expect(row).toHaveCount(0)
    await expect(volunteer.locator('body')).not.toBeFocused()
    await done.getByRole('button', { name: say('web_undo') }).press('Enter')
    await expect(title).toBeFocused()
  })
})
