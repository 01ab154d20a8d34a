import { eq, sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { readLimit } from '@stoa/core/limits'
import { consumeInProcess } from '@stoa/core/limits'
import { limits } from '@stoa/core/schema'
import { threads } from '@stoa/threads/schema'
import { startForum, type Client } from '../forum.ts'
import { createThread } from '../posting.ts'

const forum = startForum()
let staff: Client
let categoryId: number

beforeAll(async () => {
  staff = await forum.user({ role: 'staff' })
  categoryId = await forum.category()
})

/** A thread, and a new member who replied once with an idempotency key. */
async function aReply() {
  const { id } = await createThread(staff, categoryId)
  const member = await forum.user({ trust: 'new' })
  const send = (key: string, body = 'Once') =>
    member.post(`/threads/${id}/posts`, { body }, { 'idempotency-key': key })
  return { id, member, send, first: await send('the-first') }
}

const usedBy = async ({ id }: Client) => {
  const { subject } = limits
  return forum.connection.db
    .select()
    .from(limits)
    .where(eq(subject, `user:${id}`))
}

const useUp = ({ id }: Client) =>
  forum.connection.db
    .update(limits)
    .set({ count: sql`${limits.count} + 1000` })
    .where(eq(limits.subject, `user:${id}`))

test('a repeated request gets the stored answer, even beyond a limit', async () => {
  const { id, member, send, first } = await aReply()
  await staff.put(`/threads/${id}/slow-mode`, { seconds: 600 })
  await useUp(member)
  const used = await usedBy(member)
  const again = await send('the-first')
  expect([again.status, again.body]).toEqual([201, first.body])
  expect(await usedBy(member)).toEqual(used)
  expect((await send('the-second')).status).toBe(429)
  expect((await send('the-first', 'Something else')).status).toBe(429)
})

test('a repeat gets no stored answer if the actor lost permission', async () => {
  const { id, member, send } = await aReply()
  expect((await forum.guest.post(`/threads/${id}/posts`, { body: 'Once' })).status).toBe(401)
  const { db } = forum.connection
  await db.update(threads).set({ closedAt: forum.now() }).where(eq(threads.id, id))
  expect((await send('the-first')).body.code).toBe('thread_closed')
  await useUp(member)
  await db.update(threads).set({ state: 'hidden' }).where(eq(threads.id, id))
  expect((await send('the-first')).status).toBe(404)
})

test('repeats count towards the limit of reads', async () => {
  const { member, send } = await aReply()
  const [{ name = '' } = {}] = (await usedBy(member)).filter(({ name }) => name.includes('.reply'))
  const repeat = () =>
    consumeInProcess(
      { ports: forum.ports, now: forum.now() },
      `${name} again`,
      `user:${member.id}`,
      readLimit
    )
  for (let times = 1; times < readLimit.count; times += 1) repeat()
  expect((await send('the-first')).status).toBe(201)
  expect((await send('the-first')).status).toBe(429)
})
