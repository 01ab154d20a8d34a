import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { actions } from '@stoa/moderation/schema'
import { editsAwaitingApproval, posts } from '@stoa/threads/schema'
import { startForum, type Client } from '../forum.ts'
import { approvePost, createThread, reply, revisionOfEdit, revisionOfPost } from '../posting.ts'

// Two moderators send four concurrent requests for each act of the queue: one acts, the others are
// refused, and the log has one line.
const forum = startForum()
let categoryId: number
let one: Client
let other: Client

beforeAll(async () => {
  categoryId = await forum.category({ slug: 'crowded' })
  one = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  other = await forum.user({ role: 'volunteer', moderates: [categoryId] })
})

const spam = { reason: 'spam' }

async function posted(): Promise<number> {
  const { id } = await createThread(await forum.user(), categoryId)
  return (await reply(await forum.user({ trust: 'new' }), id, 'Twenty for your ten')).id
}

async function held(): Promise<number> {
  const id = await posted()
  await forum.connection.db
    .update(posts)
    .set({ state: 'awaiting_approval' })
    .where(eq(posts.id, id))
  return id
}

async function reported(): Promise<{ caseId: number; postId: number }> {
  const postId = await posted()
  await (await forum.user()).post(`/posts/${postId}/reports`, spam)
  const { items } = (await one.get('/moderation/cases')).body
  const found = items.find(({ post }: { post: { id: number } }) => post.id === postId)
  return { caseId: found.id, postId }
}

async function heldEdit(): Promise<{ id: number; postId: number }> {
  const postId = await posted()
  const edit = { postId, body: 'Thirty for your ten', createdAt: forum.now() }
  const inserted = forum.connection.db.insert(editsAwaitingApproval).values(edit)
  const [row] = await inserted.returning({ id: editsAwaitingApproval.id })
  return { id: row?.id ?? 0, postId }
}

/** Creates an appeal against a decision of staff. */
async function appealed(): Promise<number> {
  const admin = await forum.user({ role: 'admin' })
  const author = await forum.user()
  const { id } = await createThread(await forum.user(), categoryId)
  const post = await reply(author, id)
  await (
    await forum.user({ role: 'volunteer', moderates: [categoryId] })
  ).post(`/posts/${post.id}/hiding`, spam)
  const [decision] = (await author.get('/me/decisions')).body.items
  const text = 'It was an answer.'
  const appeal = await author.post(`/moderation/actions/${decision.id}/appeal`, { text })
  expect((await admin.get('/moderation/appeals')).status).toBe(200)
  return appeal.body.id
}

async function lines(): Promise<number> {
  return (await forum.connection.db.select({ id: actions.id }).from(actions)).length
}

/** Counts how many of four requests succeed and how many log lines they add. */
async function together(path: string, body?: object) {
  const before = await lines()
  const answers = await Promise.all(
    [one, other, one, other].map((client) => client.post(path, body ?? {}))
  )
  const succeeded = answers.filter(({ status }) => status < 300).length
  const refused = answers.filter(({ status }) => status === 404 || status === 409).length
  return { succeeded, refused, logged: (await lines()) - before }
}

const once = { succeeded: 1, refused: 3, logged: 1 }

test('a post is hidden once, refused once and approved once', async () => {
  expect(await together(`/posts/${await posted()}/hiding`, spam)).toEqual(once)
  expect(await together(`/posts/${await held()}/refusal`, spam)).toEqual(once)
  const waiting = await held()
  const read = await revisionOfPost(one, waiting)
  expect(await together(`/posts/${waiting}/approval`, read)).toEqual(once)
})

test('of concurrent approvals and refusals of a post one acts', async () => {
  const id = await held()
  const [approved, refused] = await Promise.all([
    approvePost(one, id),
    other.post('/moderation/decisions', { what: 'post', ids: [id], outcome: 'hide', ...spam })
  ])
  expect((approved.status === 204 ? 1 : 0) + refused.body.done).toBe(1)
  // A public post cannot be refused any more, singly or in bulk.
  await approvePost(one, id)
  await forum.connection.db.update(posts).set({ state: 'visible' }).where(eq(posts.id, id))
  expect((await other.post(`/posts/${id}/refusal`, spam)).body.code).toBe('post_state_changed')
  const bulk = { what: 'post', ids: [id], outcome: 'hide', ...spam }
  expect((await other.post('/moderation/decisions', bulk)).body.done).toBe(0)
})

test('a case is decided once, whatever the outcome', async () => {
  for (const outcome of ['hide', 'uphold', 'dismiss']) {
    const { caseId } = await reported()
    const path = `/moderation/cases/${caseId}/resolution`
    expect(await together(path, { outcome, ...spam })).toEqual(once)
  }
})

test('claiming a case during its decision says that it is decided', async () => {
  const { caseId } = await reported()
  const [decided, claimed] = await Promise.all([
    one.post(`/moderation/cases/${caseId}/resolution`, { outcome: 'dismiss' }),
    other.put(`/moderation/cases/${caseId}/claim`)
  ])
  expect(decided.status).toBe(204)
  expect(claimed.body?.code ?? '').not.toBe('case_claimed')
})

test('an edit is approved once and refused once', async () => {
  const { id } = await heldEdit()
  const read = await revisionOfEdit(one, id)
  expect(await together(`/moderation/edits/${id}/approval`, read)).toEqual(once)
  const { id: other } = await heldEdit()
  const refusal = { ...(await revisionOfEdit(one, other)), ...spam }
  expect(await together(`/moderation/edits/${other}/refusal`, refusal)).toEqual(once)
})

test('an appeal is decided once, and takes effect once', async () => {
  const reject = { outcome: 'rejected' }
  expect(await together(`/moderation/appeals/${await appealed()}/decision`, reject)).toEqual(once)
  const uphold = { outcome: 'upheld' }
  const path = `/moderation/appeals/${await appealed()}/decision`
  // One line for the restored post, one for the upheld appeal.
  expect(await together(path, uphold)).toEqual({ ...once, logged: 2 })
})

test('two concurrent sweeps are one, and are undone once', async () => {
  const spammer = await forum.user({ trust: 'new' })
  const { id } = await createThread(await forum.user(), categoryId)
  await reply(spammer, id, 'Twenty for your ten')
  await reply(spammer, id, 'Thirty for your ten')
  const path = `/users/${spammer.username}/sweeps`
  // Two posts hidden, one account silenced.
  expect(await together(path, spam)).toMatchObject({ succeeded: 4, logged: 3 })
  const { id: sweepId } = (await one.get(`/users/${spammer.username}/sanctions`)).body.sweep
  const staff = await forum.user({ role: 'staff', capabilities: ['moderation'] })
  const before = await lines()
  const undone = await Promise.all([1, 2, 3].map(() => staff.post(`${path}/${sweepId}/undo`)))
  expect(undone.filter(({ status }) => status === 204)).toHaveLength(1)
  expect((await lines()) - before).toBe(3)
})

test('every decision of the queue is undone once', async () => {
  const { caseId } = await reported()
  const [edit, second] = [await heldEdit(), await heldEdit()]
  const waiting = await held()
  const acts: [string, object][] = [
    [`/posts/${await posted()}/hiding`, spam],
    [`/posts/${waiting}/approval`, await revisionOfPost(one, waiting)],
    [`/moderation/cases/${caseId}/resolution`, { outcome: 'dismiss' }],
    [`/moderation/edits/${edit.id}/approval`, await revisionOfEdit(one, edit.id)],
    [
      `/moderation/edits/${second.id}/refusal`,
      { ...(await revisionOfEdit(one, second.id)), ...spam }
    ],
    [`/moderation/appeals/${await appealed()}/decision`, { outcome: 'rejected' }]
  ]
  for (const [path, body] of acts) {
    expect((await one.post(path, body)).status).toBe(204)
    const [act] = (await one.get('/moderation/undoable')).body.items
    expect(await together(`/moderation/actions/${act.id}/undo`)).toEqual(once)
  }
})
