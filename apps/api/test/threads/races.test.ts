import { eq, sql } from 'drizzle-orm'
import { expect, test, vi } from 'vitest'
import { posts, threads } from '@stoa/threads/schema'
import { startForum, type TestForum } from '../forum.ts'
import { asks, replies } from './writing.ts'

const forum = startForum()

type Transaction = Parameters<Parameters<TestForum['connection']['db']['transaction']>[0]>[0]

/**
 * Sends a request while another writer locks the thread; the writer goes on once the request waits
 * for the lock.
 */
async function overtaken<T>(
  threadId: number,
  send: () => Promise<T>,
  meanwhile: (tx: Transaction) => Promise<unknown>
): Promise<T> {
  return forum.connection.db
    .transaction(async (tx) => {
      await tx.select().from(threads).where(eq(threads.id, threadId)).for('update')
      const sent = send()
      await somebodyWaits()
      await meanwhile(tx)
      return { sent }
    })
    .then(({ sent }) => sent)
}

/** Resolves once a statement of another connection waits for a lock. */
async function somebodyWaits() {
  const waiting = sql`select count(*)::int as waiting from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`
  await vi.waitFor(
    async () => expect(await forum.connection.db.execute(waiting)).toEqual([{ waiting: 1 }]),
    { timeout: 60_000 }
  )
}

test('an edit is refused if its post was hidden while it waited for the lock', async () => {
  const member = await forum.user()
  const { id, postId } = await asks(member, await forum.category())
  const edit = (body: string) => () => member.patch(`/posts/${postId}`, { body })
  expect((await overtaken(id, edit('First.'), async () => {})).status).toBe(204)
  const hide = (tx: Transaction) =>
    tx.update(posts).set({ state: 'hidden' }).where(eq(posts.id, postId))
  expect((await overtaken(id, edit('Second.'), hide)).body.code).toBe('post_not_editable')
})

test('a question cannot be withdrawn while staff answer it', async () => {
  const member = await forum.user()
  const { id } = await asks(member, await forum.category())
  const answer = (tx: Transaction) =>
    tx.update(threads).set({ officialCount: 1 }).where(eq(threads.id, id))
  const withdraw = () => member.delete(`/threads/${id}`)
  expect((await overtaken(id, withdraw, answer)).body.code).toBe('thread_answered')
})

test('an accepted answer can be edited and hidden at the same time', async () => {
  const [asker, helper] = [await forum.user(), await forum.user()]
  const staff = await forum.user({ role: 'staff' })
  for (const round of [1, 2, 3, 4]) {
    const { id } = await asks(asker, await forum.category())
    const answer = await replies(helper, id)
    await asker.put(`/threads/${id}/accepted-answer`, { postId: answer.id })
    const both = await Promise.all([
      helper.patch(`/posts/${answer.id}`, { body: `Better, round ${round}.` }),
      staff.post(`/posts/${answer.id}/hiding`, { reason: 'spam' })
    ])
    expect([204, 409]).toContain(both[0].status)
    expect(both[1].status).toBe(204)
  }
})

test('a reply that its thread refuses while it waits keeps its draft', async () => {
  const member = await forum.user()
  const { id } = await asks(await forum.user(), await forum.category())
  const draft = `/drafts/thread:${id}`
  await member.put(draft, { body: 'A long text.' })
  const send = () => member.post(`/threads/${id}/posts`, { body: 'A long text.' })
  const close = (tx: Transaction) =>
    tx.update(threads).set({ closedAt: forum.now() }).where(eq(threads.id, id))
  expect((await overtaken(id, send, close)).body.code).toBe('thread_closed')
  expect((await member.get(draft)).body.body).toBe('A long text.')
})
