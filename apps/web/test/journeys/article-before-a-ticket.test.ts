import { expect, test } from '../forum.ts'
import { publishArticle } from '../publishing.ts'

test('a ticket sent after an article was opened beside it counts for the article', async ({
  forumAt,
  locale,
  say,
  visitor
}) => {
  const title = locale === 'en' ? 'Marble is never credited' : '大理石一直没有到账'
  const forum = await forumAt('2027-03-10T12:00:00Z')
  const baseURL = forum.origin
  const [writer, second, member] = [
    await visitor({ baseURL }),
    await visitor({ baseURL }),
    await visitor({ baseURL })
  ]
  for (const page of [writer, second])
    await forum.signIn(page.context(), { role: 'staff', capabilities: ['articles'] })
  await forum.signIn(member.context(), {})
  const id = await publishArticle(writer, second, { language: locale ?? 'en', title })
  await forum.moveTo('2027-03-10T12:01:00Z')

  await test.step('the article is opened beside the ticket, which is sent all the same', async () => {
    await member.goto('/tickets/new')
    await member.locator('input[name=topic][value=other]').check()
    await member.getByLabel(say('tickets_subject')).fill(title)
    const opened = member.waitForEvent('popup')
    await member.locator('before-ticket').getByRole('link', { name: title }).click()
    await expect((await opened).getByRole('heading', { level: 1, name: title })).toBeVisible()
    await member.getByLabel(say('tickets_body'), { exact: true }).fill(title)
    await member.getByRole('button', { name: say('tickets_submit'), exact: true }).click()
    await member.getByRole('button', { name: say('tickets_submit_all_the_same') }).click()
    await expect(member).toHaveURL(/\/tickets\/[A-Z0-9-]{14}$/)
  })
  await test.step('its statistics count the ticket', async () => {
    await forum.moveTo('2027-03-10T12:02:00Z')
    await writer.goto(`/articles/work/${id}/statistics`)
    const tickets = writer.locator('dl > div', { hasText: say('articles_count_tickets') })
    await expect(tickets.getByRole('definition')).toHaveText('1')
  })
})
