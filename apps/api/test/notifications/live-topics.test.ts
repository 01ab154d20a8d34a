import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { events } from '@stoa/core/schema'
import { announce, announcer } from '../announcements/writing.ts'
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

async function listen(client: Client, topics: string) {
  await settled(forum)
  return openStream({ address, origin: forum.origin }, client, topics)
}

/** After a time in which a message would have come. */
async function heard(stream: Stream) {
  await wait(300)
  return stream.messages.map(({ topic }) => topic)
}

test('lists hear of a new thread where its readers are, and its author does not', async () => {
  const asker = await forum.user({ role: 'staff' })
  const everyone = [forum.guest, await forum.user(), await forum.user({ role: 'staff' })]
  const streams = await Promise.all([...everyone, asker].map((one) => listen(one, 'lists')))
  await createThread(asker, await forum.category({ rule: 'staff_only' }))
  await until(() => streams[2]?.messages.length === 1)
  expect(await Promise.all(streams.map(heard))).toEqual([[], [], ['lists'], []])
  await createThread(asker, await forum.category())
  await until(() => streams.slice(0, 2).every(({ messages }) => messages.length === 1))
})

test('votes and states reach the readers of a thread, its author too', async () => {
  const [asker, other] = [await forum.user(), await forum.user()]
  const thread = await createThread(asker, await forum.category())
  const topic = `thread:${thread.id}`
  const [own, guests] = [await listen(asker, topic), await listen(forum.guest, 'lists')]
  await other.put(`/posts/${thread.postId}/vote`)
  await until(() => own.messages.length === 1)
  expect(await heard(guests)).toEqual([])
  const admin = await forum.user({ role: 'admin' })
  expect(
    (await admin.put(`/threads/${thread.id}/closing`, { reason: 'off_topic' })).status
  ).toBeLessThan(300)
  await until(() => own.messages.length === 2 && guests.messages.length === 1)
})

test('the state of a hidden thread is heard by staff only', async () => {
  const [asker, admin] = [await forum.user(), await forum.user({ role: 'admin' })]
  const thread = await createThread(asker, await forum.category())
  const streams = await Promise.all(
    [forum.guest, await forum.user(), admin].map((one) => listen(one, `thread:${thread.id}`))
  )
  await admin.post(`/posts/${thread.postId}/hiding`, { reason: 'scam' })
  await admin.patch(`/threads/${thread.id}`, { title: 'Another title of this thread' })
  await until(() => streams[2]?.messages.length === 1)
  expect(await Promise.all(streams.slice(0, 2).map(heard))).toEqual([[], []])
})

test('an announcement is heard by those whom it concerns', async () => {
  const writer = await announcer(forum)
  const hidden = await forum.category({ rule: 'staff_only' })
  const readers = [forum.guest, await forum.user(), await forum.user({ role: 'staff' })]
  const streams = await Promise.all(readers.map((one) => listen(one, 'announcements')))
  await announce(writer, { categories: [hidden] })
  await until(() => streams[2]?.messages.length === 1)
  expect(await Promise.all(streams.slice(0, 2).map(heard))).toEqual([[], []])
  await announce(writer)
  await until(() => streams.every(({ messages }) => messages.length > 0))
})

test('changes at once are told once for each topic, with the last of them', async () => {
  const author = await forum.user({ role: 'staff' })
  const thread = await createThread(author, await forum.category())
  const { id: postId } = await reply(author, thread.id)
  const stream = await listen(forum.guest, `lists,thread:${thread.id}`)
  const payload = { threadId: thread.id, postId }
  const event = { type: 'post.created', payload, actorId: author.id, createdAt: forum.now() }
  const { db } = forum.connection
  const added = await db.insert(events).values([event, event, event]).returning({ id: events.id })
  await until(() => stream.messages.length >= 2)
  const version = Math.max(...added.map(({ id }) => id))
  expect(await heard(stream)).toEqual([`thread:${thread.id}`, 'lists'])
  expect(stream.messages.map((message) => message.version)).toEqual([version, version])
})
