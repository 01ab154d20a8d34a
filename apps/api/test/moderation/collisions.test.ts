import { eq, sql } from 'drizzle-orm'
import { beforeAll, expect, test, vi } from 'vitest'
import { posts, threads } from '@stoa/threads/schema'
import { cases } from '@stoa/moderation/schema'
import { startForum, type Client } from '../forum.ts'
import { createThread, reply } from '../posting.ts'

const forum = startForum()
let categoryId: number
let volunteer: Client
let other: Client
let networks = 0

beforeAll(async () => {
  categoryId = await forum.category()
  volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  other = await forum.user({ role: 'volunteer', moderates: [categoryId] })
})

/** Reports from a new network; its effects run only with `settle`. */
const report = async (postId: number) =>
  (await forum.user()).inject({
    ...{ method: 'POST', url: `/api/v1/posts/${postId}/reports`, payload: { reason: 'scam' } },
    remoteAddress: `10.1.${(networks += 1)}.7`
  })

async function posted() {
  const author = await forum.user()
  const { id: threadId } = await createThread(await forum.user(), categoryId)
  const { id } = await reply(author, threadId, 'Send me ten coins and get twenty')
  return { id, threadId, authorId: author.id }
}

/** Creates an auto-hidden post. */
async function autoHidden(): Promise<number> {
  const { id } = await posted()
  for (let count = 0; count < 3; count += 1) await report(id)
  await forum.settle()
  return id
}

async function caseOf(postId: number) {
  const { items } = (await volunteer.get('/moderation/cases')).body
  return items.find(({ post }: { post: { id: number } }) => post.id === postId)
}

const stateOf = async (id: number) => {
  const [post] = await forum.connection.db.select().from(posts).where(eq(posts.id, id))
  return { state: post?.state, autoHidden: post?.autoHidden }
}

/** Waits until this many other connections wait for a lock. */
async function wait(waiters = 1) {
  const waiting = sql`select count(*)::int as waiting from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`
  await vi.waitFor(
    async () => expect(await forum.connection.db.execute(waiting)).toEqual([{ waiting: waiters }]),
    { timeout: 60_000 }
  )
}

const resolve = async (client: Client, postId: number, outcome: string) =>
  client.post(`/moderation/cases/${(await caseOf(postId))?.id}/resolution`, {
    ...{ outcome, reason: 'scam' }
  })

async function undoLast(client: Client) {
  const [act] = (await client.get('/moderation/undoable')).body.items
  return (await client.post(`/moderation/actions/${act?.id}/undo`)).status
}

test('upholding a report keeps an auto-hidden post hidden', async () => {
  const id = await autoHidden()
  expect((await resolve(volunteer, id, 'uphold')).status).toBe(204)
  expect(await stateOf(id)).toEqual({ state: 'hidden', autoHidden: false })
})

test('of two who keep an auto-hidden post hidden or restore it, one is refused', async () => {
  for (const second of ['hide', 'dismiss']) {
    const id = await autoHidden()
    const { sent } = await forum.connection.db.transaction(async (tx) => {
      const { threadId } = (await caseOf(id)).post
      await tx.select().from(threads).where(eq(threads.id, threadId)).for('update')
      const sent = [resolve(volunteer, id, 'hide'), resolve(other, id, second)]
      await wait(2)
      return { sent }
    })
    const statuses = (await Promise.all(sent)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 204)).toHaveLength(1)
  }
})

test('reports hide nothing after their case was dismissed', async () => {
  const { id, threadId } = await posted()
  await forum.settle()
  for (let count = 0; count < 3; count += 1) await report(id)
  const { settled } = await forum.connection.db.transaction(async (tx) => {
    await tx.select().from(threads).where(eq(threads.id, threadId)).for('update')
    const settled = forum.settle()
    await wait()
    expect((await resolve(volunteer, id, 'dismiss')).status).toBe(204)
    return { settled }
  })
  await settled
  expect((await stateOf(id)).state).toBe('visible')
})

test('a post auto-hidden during a dismissal still has an open case', async () => {
  const { id } = await posted()
  await report(id)
  const { dismissed } = await forum.connection.db.transaction(async (tx) => {
    await tx.select().from(cases).where(eq(cases.postId, id)).for('update')
    const dismissed = resolve(volunteer, id, 'dismiss')
    await wait()
    await tx.update(posts).set({ state: 'hidden', autoHidden: true }).where(eq(posts.id, id))
    return { dismissed }
  })
  expect((await dismissed).body.code).toBe('post_state_changed')
  expect((await caseOf(id))?.post.autoHidden).toBe(true)
})

test('an undone dismissal does not keep reports from hiding the post', async () => {
  const { id } = await posted()
  await report(id)
  await resolve(volunteer, id, 'dismiss')
  expect(await undoLast(volunteer)).toBe(204)
  for (let count = 0; count < 2; count += 1) await report(id)
  await forum.settle()
  expect((await stateOf(id)).state).toBe('hidden')
})

test('undoing the hiding of an auto-hidden post leaves it auto-hidden', async () => {
  const id = await autoHidden()
  await resolve(volunteer, id, 'hide')
  expect(await undoLast(volunteer)).toBe(204)
  expect(await stateOf(id)).toEqual({ state: 'hidden', autoHidden: true })
  expect((await caseOf(id))?.post.autoHidden).toBe(true)
})

test('a former moderator of a category undoes nothing there', async () => {
  const former = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  const { id } = await posted()
  await report(id)
  await resolve(former, id, 'dismiss')
  const [act] = (await former.get('/moderation/undoable')).body.items
  const admin = await forum.user({ role: 'admin' })
  await admin.delete(`/categories/${categoryId}/moderators/${former.username}`)
  expect((await former.get('/moderation/undoable')).body.items).toEqual([])
  expect((await former.post(`/moderation/actions/${act.id}/undo`)).status).toBe(404)
})

test('a case is not reopened while a report opens another one', async () => {
  const { id, authorId } = await posted()
  await report(id)
  await resolve(volunteer, id, 'dismiss')
  const { undone } = await forum.connection.db.transaction(async (tx) => {
    await tx.insert(cases).values({ postId: id, userId: authorId, openedAt: forum.now() })
    const undone = undoLast(volunteer)
    await wait()
    return { undone }
  })
  expect(await undone).toBe(409)
})
