import { expect, test } from 'vitest'
import { users } from '@stoa/accounts/schema'
import { eq } from 'drizzle-orm'
import { queueDigests, queueFolded, queueWeeklyDigests } from '@stoa/notifications'
import { startForum, type Client } from '../forum.ts'
import { createThread, reply } from '../posting.ts'
import { agent, openTicket } from '../tickets/opening.ts'
import { letPostMailsLeave, mailsTo } from './mailbox.ts'

const forum = startForum({ web: true })
const hour = 3600_000

let serial = 0
async function setUp() {
  const email = `reader${(serial += 1)}@example.test`
  const reader = await forum.user({ email, locale: 'en' })
  const prefer = (change: object) => reader.put('/notifications/preferences', change)
  const subjects = async () => (await mailsTo(forum, email)).map(({ subject }) => subject)
  return { reader, prefer, subjects }
}

test('weekly kinds are one mail a week, and are in no daily one', async () => {
  const { reader, prefer, subjects } = await setUp()
  const thread = await createThread(await forum.user(), await forum.category())
  await reader.put(`/threads/${thread.id}/following`)
  await prefer({ items: [{ kind: 'reply', mail: 'weekly' }] })
  for (const text of ['One.', 'Two.']) await reply(await forum.user(), thread.id, text)
  await forum.settle()
  forum.advance(hour)
  await queueDigests(forum.context())
  await forum.settle()
  expect(await subjects()).toEqual([])
  await queueWeeklyDigests(forum.context())
  await queueWeeklyDigests(forum.context())
  await forum.settle()
  expect(await subjects()).toEqual(['2 new notifications'])
})

test('a category that is followed can be mailed otherwise than the others', async () => {
  const { reader, prefer, subjects } = await setUp()
  const [loud, quiet] = [await forum.category(), await forum.category()]
  const child = await forum.category({ parentId: loud })
  for (const id of [loud, quiet]) await reader.put(`/categories/${id}/following`)
  const categories = [{ categoryId: loud, mail: 'at_once' }]
  expect((await prefer({ categories })).body.categories).toEqual(categories)
  const author = await forum.user()
  const threads = [await createThread(author, child), await createThread(author, quiet)]
  await letPostMailsLeave(forum)
  const [subject, ...others] = await subjects()
  expect(subject).toContain(threads[0]?.title)
  expect(others).toEqual([])
  expect((await prefer({ categories: [] })).body.categories).toEqual([])
})

test('in quiet hours mails wait for their end, in the time zone of the reader', async () => {
  const { reader, prefer, subjects } = await setUp()
  const { db } = forum.connection
  await db.update(users).set({ timeZone: 'Asia/Tokyo' }).where(eq(users.id, reader.id))
  const now = (new Date(forum.now()).getUTCHours() + 9) % 24
  await prefer({ quietHours: { from: now, to: (now + 3) % 24 } })
  const thread = await createThread(reader, await forum.category())
  await reply(await forum.user(), thread.id)
  const staff = await forum.user({ role: 'staff' })
  await staff.post(`/posts/${thread.postId}/hiding`, { reason: 'off_topic' })
  await letPostMailsLeave(forum)
  expect(await subjects()).toEqual([])
  forum.advance(3 * hour)
  await queueFolded(forum.context())
  await forum.settle()
  expect(await subjects()).toHaveLength(1)
})

test('quiet hours are two different hours, and can be given up', async () => {
  const { reader, prefer } = await setUp()
  expect((await prefer({ quietHours: { from: 5, to: 5 } })).status).toBe(422)
  expect((await prefer({ quietHours: { from: 5, to: 24 } })).status).toBe(422)
  expect((await prefer({ quietHours: { from: 5, to: 6 } })).body.quietHours).toEqual({
    ...{ from: 5, to: 6 }
  })
  expect((await prefer({ items: [] })).body.quietHours).toBeTruthy()
  expect((await prefer({ quietHours: null })).body.quietHours).toBeNull()
  expect((await reader.get('/notifications/preferences')).body.usual).toContainEqual({
    ...{ kind: 'answer', mail: 'at_once' }
  })
})

test('tickets for the desk are one entry with their subjects, or none if so chosen', async () => {
  const [grouping, counting] = [await agent(forum), await agent(forum)]
  const choose = (kind: string) =>
    counting.put('/notifications/preferences', { items: [{ kind, mail: 'nowhere' }] })
  expect((await choose('answer')).status).toBe(422)
  expect((await choose('desk')).status).toBe(200)
  for (const subject of ['No deposit', 'No code', 'No answer'])
    await openTicket(await forum.user(), { subject })
  await forum.settle()
  const pageOf = async (client: Client) =>
    (await client.inject({ url: '/notifications', headers: { accept: 'text/html' } })).text
  const page = await pageOf(grouping)
  expect(page.match(/data-notification/g)).toHaveLength(1)
  for (const words of ['3 tickets are waiting', 'No deposit', 'No code', 'No answer', '"/desk"'])
    expect(page).toContain(words)
  expect((await counting.get('/notifications')).body).toMatchObject({ items: [], unread: 0 })
})
