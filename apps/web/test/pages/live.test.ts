import { ownName } from '../accounts.ts'
import { expect, test } from '../forum.ts'
import { answer, ask } from '../steps.ts'

test('a thread that is open says when there are new replies, and leads to the first', async ({
  account,
  say,
  visitor
}) => {
  const [asker, other] = await Promise.all([account(), account()])
  const page = await visitor({ as: asker })
  await ask(page, say, { category: 'deposits', title: `Live ${ownName()}`, body: 'Anybody here?' })
  const replying = await visitor({ as: other })
  await replying.goto(page.url())

  await answer(replying, say, 'The first reply.')
  await expect(page.getByText(say('web_live_one'), { exact: true })).toBeVisible()
  await answer(replying, say, 'The second reply.')
  const pill = page.getByRole('link', { name: say('web_live_many', { count: 2 }) })
  await pill.click()
  await expect(page).toHaveURL(/#p2$/)
  await expect(page.locator('#p2')).toContainText('The first reply.')
})
