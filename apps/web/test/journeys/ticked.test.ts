import { demoAccount, ownName } from '../accounts.ts'
import { expect, test } from '../forum.ts'
import { ask, postIdOf } from '../steps.ts'

test('a ticked post whose text changes is no longer selected, and others still are', async ({
  account,
  say,
  visitor
}) => {
  const writing = await visitor({ as: await account() })
  const [kept, changed, decided] = [ownName(), ownName(), ownName()]
  for (const title of [kept, decided, changed])
    await ask(writing, say, { category: 'tutorials', title, body: `${title}: ${ownName()}` })
  const staff = await visitor({ as: demoAccount('staff') })
  await staff.goto('/moderation?show=approval&category=tutorials')
  const row = (title: string) => staff.getByRole('article').filter({ hasText: title })
  for (const title of [kept, changed]) await row(title).getByRole('checkbox').check()
  const unread = `${changed} ${ownName()}`

  await test.step('its author writes another text', async () => {
    const id = await postIdOf(writing.locator('#p1'))
    await writing.goto(`/p/${id}/edit`)
    await writing.getByLabel(say('web_edit_text'), { exact: true }).fill(unread)
    await writing.getByRole('button', { name: say('web_edit_save') }).click()
    await expect(writing.locator('#p1')).toContainText(unread)
  })

  await test.step('another decision brings that text, without the tick', async () => {
    await row(decided)
      .getByRole('button', { name: say('web_approve') })
      .click()
    await expect(row(decided)).toHaveCount(0)
    await expect(row(changed)).toContainText(unread)
    await expect(row(changed).getByRole('checkbox')).not.toBeChecked()
    await expect(row(kept).getByRole('checkbox')).toBeChecked()
  })
})
