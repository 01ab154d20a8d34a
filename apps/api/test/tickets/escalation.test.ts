import { expect, test } from 'vitest'
import { posts } from '@stoa/threads/schema'
import { tickets } from '@stoa/tickets/schema'
import { eq } from 'drizzle-orm'
import { startForum, type Client } from '../forum.ts'
import { createThread, reply } from '../posting.ts'
import { silence } from '../silencing.ts'
import { agent, escalate, setUpThread, sendAnswers } from './opening.ts'

const forum = startForum()

const publicState = async (threadId: number) =>
  (await forum.guest.get(`/threads/${threadId}`)).body.thread.escalation

test('members who posted in a thread can escalate it; others and guests cannot', async () => {
  const { thread } = await setUpThread(forum)
  const helper = await forum.user()
  expect((await escalate(forum.guest, thread.id)).status).toBe(401)
  expect((await escalate(helper, thread.id)).body.code).toBe('ticket_not_participant')
  await reply(helper, thread.id)
  const { status, body } = await escalate(helper, thread.id)
  expect(status).toBe(201)
  expect(body).toMatchObject({ state: 'with_support', url: `/tickets/${body.number}` })
  expect((await helper.get(`/tickets/${body.number}`)).body.requester.id).toBe(helper.id)
})

test('a silenced member can still reach support', async () => {
  const { author, thread } = await setUpThread(forum)
  await silence(forum, author)
  expect((await escalate(author, thread.id)).status).toBe(201)
})

test('fifty parallel escalations make one ticket per requester', async () => {
  const { author, thread } = await setUpThread(forum)
  const helper = await forum.user()
  await reply(helper, thread.id)
  const many = (client: Client, count: number) =>
    Array.from({ length: count }, () => escalate(client, thread.id))
  const answers = await Promise.all([...many(author, 50), ...many(helper, 50)])
  const statuses = Object.groupBy(answers, ({ status }) => String(status))
  expect([statuses['201']?.length, statuses['200']?.length]).toEqual([2, 98])
  const stored = await forum.connection.db
    .select()
    .from(tickets)
    .where(eq(tickets.threadId, thread.id))
  expect(stored.map(({ requesterId }) => requesterId).sort()).toEqual([author.id, helper.id].sort())
})

test('a second reason goes to the requester’s draft, once; a moderator keeps theirs', async () => {
  const { author, volunteer, thread } = await setUpThread(forum)
  const { number } = (await escalate(author, thread.id)).body
  const draft = async () => (await author.get(`/drafts/ticket:${number}`)).body.body
  expect((await escalate(author, thread.id)).body).toMatchObject({ number, reason: 'sent' })
  expect(await draft()).toBeUndefined()
  const more = { reason: 'And my wallet address.' }
  const many = Array.from({ length: 5 }, () => escalate(author, thread.id, more))
  for (const { status, body } of await Promise.all(many))
    expect([status, body.number, body.reason]).toEqual([200, number, 'drafted'])
  expect(await draft()).toBe(more.reason)
  const refused = await escalate(volunteer, thread.id, { reason: 'They need help.' })
  expect(refused.body).toMatchObject({ state: 'with_support', reason: 'not_sent' })
  expect(refused.body.number).toBeUndefined()
  expect([await draft(), (await volunteer.get(`/drafts/ticket:${number}`)).status]).toEqual([
    more.reason,
    404
  ])
  expect((await author.get(`/tickets/${number}`)).text).not.toContain('They need help.')
})

test('the thread shows the public state, never number, topic or reason', async () => {
  const { author, thread } = await setUpThread(forum)
  const { body } = await escalate(author, thread.id)
  const seen = await forum.guest.get(`/threads/${thread.id}`)
  expect(seen.body.thread.escalation).toMatchObject({ state: 'with_support' })
  expect(seen.body.history.map(({ kind }: { kind: string }) => kind)).toEqual(['escalated'])
  for (const secret of [body.number, 'verification', 'account ID'])
    expect(seen.text).not.toContain(secret)
})

test('the public state follows the ticket; of two tickets the less settled one counts', async () => {
  const { author, thread } = await setUpThread(forum)
  const helper = await forum.user()
  await reply(helper, thread.id)
  const desk = await agent(forum)
  const first = (await escalate(author, thread.id)).body.number
  const second = (await escalate(helper, thread.id)).body.number
  await desk.post(`/tickets/${first}/messages`, { body: 'We look into it.' })
  await sendAnswers(forum)
  expect(await publicState(thread.id)).toMatchObject({ state: 'in_progress' })
  await desk.patch(`/tickets/${first}`, { state: 'waiting_on_requester' })
  expect(await publicState(thread.id)).toMatchObject({ state: 'in_progress' })
  await desk.post(`/tickets/${first}/resolution`, { summary: 'Credited.' })
  expect(await publicState(thread.id)).toMatchObject({ state: 'with_support' })
  await desk.post(`/tickets/${second}/return`, { reason: 'Others can answer this.' })
  expect(await publicState(thread.id)).toMatchObject({ state: 'resolved' })
})

test('a volunteer escalates for the author, sees the public state and no ticket', async () => {
  const { author, volunteer, thread } = await setUpThread(forum)
  const { status, body } = await escalate(volunteer, thread.id)
  expect([status, Object.keys(body).sort()]).toEqual([201, ['reason', 'since', 'state']])
  const [own] = (await author.get('/tickets')).body.items
  expect((await author.get(`/tickets/${own.number}`)).body).toMatchObject({ proposed: true })
  expect((await volunteer.get(`/tickets/${own.number}`)).status).toBe(404)
  expect((await volunteer.get('/tickets')).body.items).toEqual([])
  const elsewhere = await forum.user({ role: 'volunteer', moderates: [await forum.category()] })
  expect((await escalate(elsewhere, thread.id)).body.code).toBe('ticket_not_participant')
})

test('the author of an escalated thread is notified and may decline, until they write', async () => {
  const { author, volunteer, thread } = await setUpThread(forum)
  await escalate(volunteer, thread.id)
  await forum.settle()
  const [told] = (await author.get('/notifications')).body.items
  expect(told).toMatchObject({ kind: 'ticket_opened', actor: null })
  expect((await author.post(`${told.url}/declining`)).status).toBe(204)
  expect(await publicState(thread.id)).toBeNull()
  expect((await forum.guest.get(`/threads/${thread.id}`)).body.history).toEqual([])
  expect((await author.post(`${told.url}/declining`)).body.code).toBe('ticket_not_declinable')
  await escalate(volunteer, thread.id)
  const [again] = (await author.get('/tickets')).body.items
  await author.post(`${again.url}/messages`, { body: 'Yes, please.' })
  expect((await author.post(`${again.url}/declining`)).body.code).toBe('ticket_not_declinable')
})

test('a declined ticket stays closed', async () => {
  const { author, volunteer, thread } = await setUpThread(forum)
  await escalate(volunteer, thread.id)
  const [{ url }] = (await author.get('/tickets')).body.items
  await author.post(`${url}/declining`)
  const { body } = await (await agent(forum)).patch(url, { state: 'open' })
  expect(body.code).toBe('ticket_closed')
})

test('staff who do not answer the topic see only the public state after escalating', async () => {
  const { thread } = await setUpThread(forum)
  const staff = await forum.user({ role: 'staff', capabilities: ['desk'], deskTopics: ['api'] })
  expect(Object.keys((await escalate(staff, thread.id)).body).sort()).toEqual([
    'reason',
    'since',
    'state'
  ])
  const desk = await agent(forum)
  const { number } = (await escalate(desk, thread.id)).body
  expect((await desk.get(`/tickets/${number}`)).status).toBe(200)
})

test('posts to choose from are the first, the requester’s and the latest', async () => {
  const { author, thread } = await setUpThread(forum)
  const [helper, others] = [await forum.user(), await forum.user()]
  const own = await reply(helper, thread.id, 'The same here, with *order* 12.')
  for (let count = 0; count < 41; count += 1) await reply(others, thread.id, `Reply ${count}`)
  const { items } = (await helper.get(`/threads/${thread.id}/escalation`)).body
  const chosen = items.filter((post: { chosen: boolean }) => post.chosen)
  expect(chosen).toMatchObject([
    { number: 1, author: author.username },
    { id: own.id, number: 2, beginning: 'The same here, with order 12.' }
  ])
  expect([items.length, items[2].number, items.at(-1).number]).toEqual([40, 6, 43])
  const stranger = await forum.user()
  const refused = (await stranger.get(`/threads/${thread.id}/escalation`)).body
  expect(refused.code).toBe('ticket_not_participant')
})

test('the ticket keeps the text of its posts when they are edited', async () => {
  const { author, categoryId } = await setUpThread(forum)
  const thread = await createThread(author, categoryId, { body: 'As it was first.' })
  const other = await reply(await forum.user(), thread.id, 'Not of the requester.')
  await author.patch(`/posts/${thread.postId}`, { body: 'As it was then.' })
  const { number } = (await escalate(author, thread.id)).body
  await author.patch(`/posts/${thread.postId}`, { body: 'As it is now.' })
  const [copy, ...more] = (await author.get(`/tickets/${number}`)).body.copies
  expect(copy).toMatchObject({ id: thread.postId, edited: true })
  expect(copy.html).toContain('As it was then.')
  expect(more.map(({ id }: { id: number }) => id)).not.toContain(other.id)
})

test('posts can be chosen from the escalated thread only', async () => {
  const { author, thread, categoryId } = await setUpThread(forum)
  const answered = await reply(await forum.user(), thread.id)
  const foreign = await createThread(author, categoryId)
  const refused = await escalate(author, thread.id, { postIds: [foreign.postId] })
  expect([refused.status, refused.body.errors[0].path]).toEqual([422, 'postIds'])
  const { number } = (await escalate(author, thread.id, { postIds: [answered.id] })).body
  const { copies } = (await author.get(`/tickets/${number}`)).body
  expect(copies.map(({ id }: { id: number }) => id)).toEqual([answered.id])
})

test('hidden and held posts are neither offered nor accepted', async () => {
  const { author, volunteer, thread } = await setUpThread(forum)
  const hidden = await reply(author, thread.id, 'Soon hidden.')
  await volunteer.post(`/posts/${hidden.id}/hiding`, { reason: 'spam' })
  const held = await reply(author, thread.id, 'It waits.')
  await forum.connection.db
    .update(posts)
    .set({ state: 'awaiting_approval' })
    .where(eq(posts.id, held.id))
  for (const client of [author, volunteer]) {
    const { items } = (await client.get(`/threads/${thread.id}/escalation`)).body
    expect(items.map(({ id }: { id: number }) => id)).toEqual([thread.postId])
  }
  for (const { id } of [hidden, held]) {
    const refused = await escalate(author, thread.id, { postIds: [id] })
    expect([refused.status, refused.body.errors[0].path]).toEqual([422, 'postIds'])
  }
  const { number } = (await escalate(author, thread.id)).body
  const { copies } = (await author.get(`/tickets/${number}`)).body
  expect(copies.map(({ number }: { number: number }) => number)).toEqual([1])
})

test('an erased or hidden copied post has no text for those who may not read it', async () => {
  const { author, thread } = await setUpThread(forum)
  const helper = await forum.user()
  const { id: postId } = await reply(helper, thread.id, 'Soon hidden.')
  const { number } = (await escalate(author, thread.id, { postIds: [postId] })).body
  const desk = await agent(forum)
  await desk.post(`/posts/${postId}/hiding`, { reason: 'spam' })
  expect((await author.get(`/tickets/${number}`)).body.copies[0].html).toBeNull()
  expect((await desk.get(`/tickets/${number}`)).body.copies[0].html).toContain('Soon hidden.')
})
