import { demoAccount, ownName } from '../accounts.ts'
import { expect, test } from '../forum.ts'
import { answer, ask } from '../steps.ts'

test('an open thread shows new replies, and leads to the first', async ({
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

test('an agent sees at once who else opens, writes in and leaves a ticket', async ({
  account,
  baseURL,
  say,
  visitor
}) => {
  const requester = await visitor({ as: await account() })
  const headers = { origin: String(baseURL) }
  const data = { topic: 'other', subject: `Live ${ownName()}`, body: 'Is anybody there?' }
  const { number } = await (
    await requester.request.post('/api/v1/tickets', { headers, data })
  ).json()
  const page = await visitor({ as: demoAccount('staff') })
  const colleague = await visitor({ as: demoAccount('admin') })
  await page.goto(`/desk/${number}`)
  await colleague.goto(`/desk/${number}`)

  const soon = { timeout: 4000 }
  const { username: names } = demoAccount('admin')
  await expect(page.getByText(say('tickets_viewing', { names }))).toBeVisible(soon)
  await colleague.getByLabel(say('tickets_reply_to')).fill('I am on it')
  await expect(page.getByText(say('tickets_writing', { names }))).toBeVisible(soon)
  await colleague.goto('/desk')
  await expect(page.getByText(say('tickets_viewing', { names }))).toHaveCount(0, soon)
})
