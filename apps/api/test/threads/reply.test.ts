import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { events } from '@stoa/core/schema'
import { recount } from '@stoa/threads'
import { categories, posts, readings, threadFollowings, threads } from '@stoa/threads/schema'
import { startForum } from '../forum.ts'
import { asks, replies } from './writing.ts'

const forum = startForum()

async function aThread(rule: 'public' | 'read_only' | 'approve_first' | 'staff_only' = 'public') {
  const categoryId = await forum.category({ rule })
  const staff = await forum.user({ role: 'staff' })
  return { categoryId, ...(await asks(staff, categoryId)) }
}

test('a reply has the next number, and the thread counts it', async () => {
  const { id, url } = await aThread()
  const member = await forum.user()
  const reply = await replies(member, id, { replyTo: 1 })
  expect(reply).toMatchObject({ number: 2, url: `${url}#p2`, state: 'visible' })
  const { thread, posts } = (await forum.guest.get(`/threads/${id}`)).body
  expect(thread).toMatchObject({ replyCount: 1, postCount: 2 })
  expect(posts[1]).toMatchObject({ number: 2, replyTo: { number: 1 }, author: { id: member.id } })
})

test('a reply follows the thread unless muted, and is read by its author', async () => {
  const { db } = forum.connection
  const { id } = await aThread()
  const [follower, muter] = [await forum.user(), await forum.user()]
  const mute = { threadId: id, userId: muter.id, level: 'muted' as const, createdAt: forum.now() }
  await db.insert(threadFollowings).values(mute)
  await replies(follower, id)
  await replies(muter, id)
  const levels = await db.select().from(threadFollowings).where(eq(threadFollowings.threadId, id))
  const levelOf = ({ id }: { id: number }) => levels.find(({ userId }) => userId === id)?.level
  expect([levelOf(follower), levelOf(muter)]).toEqual(['following', 'muted'])
  const [reading] = await db.select().from(readings).where(eq(readings.userId, muter.id))
  expect(reading?.number).toBe(3)
})

test('twenty parallel replies get twenty numbers without a gap', async () => {
  const { id } = await aThread()
  const members = await Promise.all(Array.from({ length: 20 }, () => forum.user()))
  const numbers = await Promise.all(members.map((one) => replies(one, id)))
  const sorted = numbers.map(({ number }) => number).sort((a, b) => a - b)
  expect(sorted).toEqual(Array.from({ length: 20 }, (_, index) => index + 2))
  const { db } = forum.connection
  const [thread] = await db.select().from(threads).where(eq(threads.id, id))
  expect(thread).toMatchObject({ ...(await recount(db, id)), highestNumber: 21, replyCount: 20 })
})

test('a reply sent twice is stored once', async () => {
  const { id } = await aThread()
  const member = await forum.user()
  const send = () =>
    member.post(`/threads/${id}/posts`, { body: 'Once' }, { 'idempotency-key': 'once-123456' })
  const [first, second] = await Promise.all([send(), send()])
  expect(second?.body).toEqual(first?.body)
  expect(await forum.connection.db.$count(posts, eq(posts.threadId, id))).toBe(2)
})

test('the event of a reply names thread and post, without its text', async () => {
  const { id } = await aThread()
  const member = await forum.user()
  const reply = await replies(member, id, { body: 'a canary in a mine' })
  const happened = await forum.connection.db
    .select()
    .from(events)
    .where(eq(events.actorId, member.id))
  expect(happened).toMatchObject([
    { type: 'post.created', payload: { threadId: id, postId: reply.id } }
  ])
  expect(JSON.stringify(happened)).not.toContain('canary')
})

describe('who may reply', () => {
  const refusal = async (client: Awaited<ReturnType<typeof forum.user>>, id: number) => {
    const { status, body } = await client.post(`/threads/${id}/posts`, { body: 'Hello' })
    return [status, body.code]
  }

  test('not guests or unconfirmed accounts: they are asked to sign in', async () => {
    const { id } = await aThread()
    const pending = await forum.user({ emailVerifiedAt: null })
    expect(await refusal(forum.guest, id)).toEqual([401, 'sign_in_required'])
    expect(await refusal(pending, id)).toEqual([401, 'sign_in_required'])
  })

  test('in a closed thread only its moderators', async () => {
    const { id, categoryId } = await aThread()
    const closed = { closedAt: forum.now() }
    await forum.connection.db.update(threads).set(closed).where(eq(threads.id, id))
    expect(await refusal(await forum.user(), id)).toEqual([409, 'thread_closed'])
    await replies(await forum.user({ role: 'volunteer', moderates: [categoryId] }), id)
  })

  test('in a read-only category only its moderators', async () => {
    const { id, categoryId } = await aThread('read_only')
    expect(await refusal(await forum.user(), id)).toEqual([403, 'category_read_only'])
    await replies(await forum.user({ role: 'volunteer', moderates: [categoryId] }), id)
  })

  test('not where the thread is invisible: it is 404', async () => {
    const staffOnly = await aThread('staff_only')
    const hidden = await aThread()
    await forum.connection.db
      .update(threads)
      .set({ state: 'hidden' })
      .where(eq(threads.id, hidden.id))
    const member = await forum.user()
    expect(await refusal(member, staffOnly.id)).toEqual([404, 'not_found'])
    expect(await refusal(member, hidden.id)).toEqual([404, 'not_found'])
    expect(await refusal(await forum.user({ role: 'admin' }), hidden.id)).toEqual([
      409,
      'thread_not_public'
    ])
    await replies(await forum.user({ role: 'staff' }), staffOnly.id)
  })
})

describe('a change between check and write', () => {
  // Guards run between check and write, so `emittedEvent` happens there.
  async function replyWhile(id: number, emittedEvent: () => Promise<unknown>) {
    const member = await forum.user()
    const { review } = forum.ports.safety
    forum.ports.safety.review = async () => void (await emittedEvent())
    const { status, body } = await member.post(`/threads/${id}/posts`, { body: 'Hello' })
    forum.ports.safety.review = review
    return [status, body.code]
  }
  const set = (id: number, values: Partial<typeof threads.$inferInsert>) =>
    forum.connection.db.update(threads).set(values).where(eq(threads.id, id))

  test('refuses the reply if the thread was closed, hidden or made staff-only', async () => {
    const [closed, hidden, secret] = [await aThread(), await aThread(), await aThread()]
    const close = () => set(closed.id, { closedAt: forum.now() })
    expect(await replyWhile(closed.id, close)).toEqual([409, 'thread_closed'])
    const hide = () => set(hidden.id, { state: 'hidden' })
    expect(await replyWhile(hidden.id, hide)).toEqual([404, 'not_found'])
    const restrict = () =>
      forum.connection.db
        .update(categories)
        .set({ rule: 'staff_only' })
        .where(eq(categories.id, secret.categoryId))
    expect(await replyWhile(secret.id, restrict)).toEqual([404, 'not_found'])
    for (const { id } of [closed, hidden, secret])
      expect(await forum.connection.db.$count(posts, eq(posts.threadId, id))).toBe(1)
  })
})

test('a held reply takes a number, is not counted, and others do not see it', async () => {
  const { id, categoryId } = await aThread('approve_first')
  const member = await forum.user()
  expect(await replies(member, id)).toMatchObject({ number: 2, state: 'awaiting_approval' })
  const seen = async (client: typeof member) => {
    const { thread, posts } = (await client.get(`/threads/${id}`)).body
    return [thread.replyCount, posts.map(({ number }: { number: number }) => number)]
  }
  expect(await seen(forum.guest)).toEqual([0, [1]])
  expect(await seen(await forum.user())).toEqual([0, [1]])
  expect(await seen(member)).toEqual([0, [1, 2]])
  const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  expect(await seen(volunteer)).toEqual([0, [1, 2]])
})

test('replyTo must be an existing number', async () => {
  const { id } = await aThread()
  const member = await forum.user()
  const refused = await member.post(`/threads/${id}/posts`, { body: 'Yes', replyTo: 9 })
  expect(refused.body.errors).toMatchObject([{ path: 'replyTo' }])
})

test('new members reply fifteen times an hour', async () => {
  const { id } = await aThread()
  const newcomer = await forum.user({ trust: 'new' })
  for (let time = 0; time < 15; time += 1) await replies(newcomer, id)
  const refused = await newcomer.post(`/threads/${id}/posts`, { body: 'Again' })
  expect(refused.status).toBe(429)
})
