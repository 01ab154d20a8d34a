import { setTimeout as wait } from 'node:timers/promises'
import { asc } from 'drizzle-orm'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { events } from '@stoa/core/schema'
import type { Client } from '../client.ts'
import { startForum } from '../forum.ts'
import { createThread, reply } from '../posting.ts'
import { closeStreams, openStream, settled, until, type Stream } from './stream.ts'

const forum = startForum()
let address: string

beforeAll(async () => {
  address = await forum.app.listen({ port: 0, host: '127.0.0.1' })
})

afterEach(closeStreams)

const listen = (client: Client, topics: string, more?: Record<string, string>) =>
  openStream({ address, origin: forum.origin }, client, topics, more)

async function setUp(values: object = {}) {
  const categoryId = await forum.category(values)
  const [asker, helper] = [await forum.user({ role: 'staff' }), await forum.user({ role: 'staff' })]
  return { asker, helper, thread: await createThread(asker, categoryId) }
}

test('readers of a thread receive a reply’s topic and version; its author does not', async () => {
  const { asker, helper, thread } = await setUp()
  const topic = `thread:${thread.id}`
  const streams = await Promise.all([forum.guest, asker, helper].map((one) => listen(one, topic)))
  await reply(helper, thread.id, 'This text must not travel.')
  await until(() => streams.slice(0, 2).every(({ messages }) => messages.length === 1))
  expect(streams[0]?.messages).toEqual([{ topic, version: expect.any(Number) }])
  expect(streams[0]?.text).not.toContain('travel')
  await wait(100)
  expect(streams[2]?.messages).toEqual([])
})

test('inbox events go to the owner only', async () => {
  const { asker, helper, thread } = await setUp()
  const [own, other] = [await listen(asker, 'inbox'), await listen(await forum.user(), 'inbox')]
  await reply(helper, thread.id)
  await forum.settle()
  await until(() => own.messages.length === 1)
  expect(own.messages[0]?.topic).toBe('inbox')
  await wait(100)
  expect(other.messages).toEqual([])
})

test('topics that the actor may not read, and invalid ones, are refused', async () => {
  const { thread } = await setUp({ rule: 'staff_only' })
  expect((await listen(forum.guest, `thread:${thread.id}`)).status).toBe(404)
  expect((await listen(await forum.user(), `thread:${thread.id}`)).status).toBe(404)
  expect((await listen(await forum.user({ role: 'staff' }), `thread:${thread.id}`)).status).toBe(
    200
  )
  expect((await listen(forum.guest, 'inbox')).status).toBe(401)
  expect((await listen(forum.guest, 'tickets:5')).status).toBe(422)
})

test('nothing is sent after the thread is hidden from the reader', async () => {
  const { asker, helper, thread } = await setUp()
  const [guest, staff] = [
    await listen(forum.guest, `thread:${thread.id}`),
    await listen(await forum.user({ role: 'staff' }), `thread:${thread.id}`)
  ]
  const admin = await forum.user({ role: 'admin' })
  await reply(helper, thread.id)
  await admin.post(`/posts/${thread.postId}/hiding`, { reason: 'scam' })
  await until(() => staff.messages.length === 1)
  await wait(100)
  expect(guest.messages.length).toBeLessThanOrEqual(1)
  expect(asker.id).toBeGreaterThan(0)
})

test('a stream resumes after its last event, in order, with visible events only', async () => {
  const { helper, thread } = await setUp()
  const topic = `thread:${thread.id}`
  const first = await listen(forum.guest, topic)
  await reply(helper, thread.id, 'One.')
  await until(() => first.messages.length === 1)
  first.close()
  const hidden = await reply(helper, thread.id, 'Two, hidden soon.')
  await reply(helper, thread.id, 'Three.')
  await (await forum.user({ role: 'admin' })).post(`/posts/${hidden.id}/hiding`, { reason: 'spam' })
  const last = String(first.messages[0]?.version)
  const resumed = await listen(forum.guest, topic, { 'last-event-id': last })
  await until(() => resumed.messages.length === 1)
  await reply(helper, thread.id, 'Four.')
  await until(() => resumed.messages.length === 2)
  const versions = resumed.messages.map(({ version }) => version)
  expect(versions).toEqual([...versions].sort((a, b) => a - b))
})

test('a stream whose last event was deleted is told to refresh', async () => {
  const { thread } = await setUp()
  const topic = `thread:${thread.id}`
  const stream = await listen(forum.guest, topic, { 'last-event-id': '999999999' })
  await until(() => stream.messages.length === 1)
  expect(stream.messages[0]?.topic).toBe(topic)
})

test('a stream too far behind is told to refresh instead', async () => {
  const { helper, thread } = await setUp()
  const topic = `thread:${thread.id}`
  const [first] = await Promise.all([reply(helper, thread.id), reply(helper, thread.id)])
  const { db } = forum.connection
  const [early] = await db.select().from(events).orderBy(asc(events.xid), asc(events.id)).limit(1)
  const payload = { threadId: thread.id, postId: first.id }
  const event = { type: 'post.created', payload, actorId: helper.id, createdAt: forum.now() }
  await db.insert(events).values(Array.from({ length: 500 }, () => event))
  // Until then older transactions may be open, and events are sent one by one.
  await settled(forum)
  const stream = await listen(forum.guest, topic, { 'last-event-id': String(early?.id) })
  await until(() => stream.messages.length > 0)
  const [told] = stream.messages
  stream.close()
  const resumed = await listen(forum.guest, topic, { 'last-event-id': String(told?.version) })
  await reply(helper, thread.id)
  await until(() => resumed.messages.length > 0)
  expect([stream.messages.length, resumed.messages.length]).toEqual([1, 1])
})

test('many readers of private content cost no more statements than one', async () => {
  const { helper, thread } = await setUp({ rule: 'staff_only' })
  const topic = `thread:${thread.id}`
  const readers = [await forum.user({ role: 'staff' }), await forum.user({ role: 'admin' })]
  const heard = async (streams: Stream[]) => {
    const before = streams.map(({ messages }) => messages.length)
    return forum.count(async () => {
      await reply(helper, thread.id)
      await until(() => streams.every(({ messages }, at) => messages.length > (before[at] ?? 0)))
    })
  }
  const one = await listen(readers[0] as Client, topic)
  const byOne = await heard([one])
  const more = Array.from({ length: 18 }, (_, index) => listen(readers[index % 2] as Client, topic))
  expect(await heard([one, ...(await Promise.all(more))])).toBeLessThan(byOne + 6)
})

test('an event of a transaction that began earlier and ended later is sent', async () => {
  const { helper, thread } = await setUp()
  const topic = `thread:${thread.id}`
  const stream = await listen(forum.guest, topic)
  const early = await reply(helper, thread.id, 'Begun first, committed last.')
  await until(() => stream.messages.length === 1)
  await forum.connection.db.transaction(async (tx) => {
    const payload = { threadId: thread.id, postId: early.id }
    const event = { type: 'post.created', payload, actorId: helper.id, createdAt: forum.now() }
    await tx.insert(events).values(event)
    await reply(helper, thread.id, 'Begun last, committed first.')
    await wait(300)
    expect(stream.messages).toHaveLength(1)
  })
  await until(() => stream.messages.length === 2)
})

test('streams end when their credentials are revoked', async () => {
  const { thread } = await setUp()
  const user = await forum.user()
  const stream = await listen(user, `inbox,thread:${thread.id}`)
  const other = await listen(await forum.user(), 'inbox')
  expect((await user.delete('/sessions/current')).status).toBeLessThan(300)
  await until(() => stream.ended)
  expect(other.ended).toBe(false)
  expect((await listen(user, 'inbox')).status).toBe(401)
})

test('a reader has at most ten streams at once', async () => {
  const user = await forum.user()
  const streams: Stream[] = []
  for (let count = 0; count < 11; count += 1) streams.push(await listen(user, 'inbox'))
  expect(streams.map(({ status }) => status)).toEqual([
    ...Array.from({ length: 10 }, () => 200),
    429
  ])
  streams[0]?.close()
  await until(() => streams[0]?.ended === true)
  await wait(100)
  expect((await listen(user, 'inbox')).status).toBe(200)
})
