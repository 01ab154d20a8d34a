import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { after } from '@stoa/core'
import { actions } from '@stoa/moderation/schema'
import { notifications } from '@stoa/notifications/schema'
import { editsAwaitingApproval } from '@stoa/threads/schema'
import { startForum, type Client } from '../forum.ts'
import { approveEdit, createThread, reply } from '../posting.ts'

// Staff undo the acts of a rogue moderator.
const forum = startForum()
let here: number
let there: number
let staff: Client
let second: Client

beforeAll(async () => {
  here = await forum.category()
  there = await forum.category()
  staff = await forum.user({ role: 'staff', capabilities: ['moderation'] })
  second = await forum.user({ role: 'staff', capabilities: ['moderation'] })
})

const rogue = () => forum.user({ role: 'volunteer', moderates: [here, there] })
const shown = async (id: number) => (await forum.guest.get(`/threads/${id}`)).body
const threadOf = async (id: number) => (await shown(id)).thread
const numbersOf = async (id: number) =>
  (await shown(id)).posts.map(({ number, state }: { number: number; state: string }) => [
    number,
    state
  ])
const logged = async () => (await forum.guest.get('/moderation/log')).body.items

async function reverse(whose: Client, by = staff) {
  const since = after(forum.now(), -3600_000)
  const { body } = await by.post(`/users/${whose.username}/reversal`, { since })
  const { undone, kept, left } = body
  return { undone, kept, left }
}

test('title, tags, category and slow mode are what they were before all changes', async () => {
  const by = await rogue()
  const { id, title } = await createThread(await forum.user(), here, { tags: ['fees', 'eth'] })
  for (const change of [
    { title: 'Worse', tags: ['x'], categoryId: there },
    { title: 'Worst', tags: [] }
  ])
    expect((await by.patch(`/threads/${id}`, change)).status).toBe(204)
  for (const seconds of [60, 3600]) await by.put(`/threads/${id}/slow-mode`, { seconds })
  expect(await reverse(by)).toEqual({ undone: 4, kept: 0, left: 0 })
  expect(await threadOf(id)).toMatchObject({
    ...{ title, tags: ['fees', 'eth'], slowSeconds: null },
    category: { id: here }
  })
  expect(await reverse(by)).toEqual({ undone: 0, kept: 0, left: 0 })
})

test('what somebody else has changed since stays', async () => {
  const by = await rogue()
  const author = await forum.user()
  const { id } = await createThread(author, here)
  await by.patch(`/threads/${id}`, { title: 'Worse', tags: ['x'], categoryId: there })
  await author.patch(`/threads/${id}`, { title: 'Mine again', tags: ['mine'] })
  await staff.patch(`/threads/${id}`, { categoryId: here })
  await by.put(`/threads/${id}/slow-mode`, { seconds: 60 })
  await staff.put(`/threads/${id}/slow-mode`, { seconds: 300 })
  expect(await reverse(by)).toEqual({ undone: 0, kept: 0, left: 0 })
  expect(await threadOf(id)).toMatchObject({ title: 'Mine again', slowSeconds: 300 })
})

test('a closing they changed is as before, and one that others changed since stays', async () => {
  const [by, other] = [await rogue(), await rogue()]
  const reopensAt = after(forum.now(), 3600_000)
  const [changed, confirmed] = [
    await createThread(await forum.user(), here),
    await createThread(await forum.user(), here)
  ]
  const close = (client: Client, id: number, input: object) =>
    client.put(`/threads/${id}/closing`, input)
  await close(other, changed.id, { reason: 'duplicate' })
  for (const reason of ['other', 'off_topic']) await close(by, changed.id, { reason, reopensAt })
  await close(by, confirmed.id, { reason: 'other' })
  await close(other, confirmed.id, { reason: 'duplicate' })
  expect(await reverse(by)).toEqual({ undone: 1, kept: 0, left: 0 })
  for (const { id } of [changed, confirmed])
    expect(await threadOf(id)).toMatchObject({ closeReason: 'duplicate', reopensAt: null })
})

test('an answer they marked as outdated is current again', async () => {
  const by = await rogue()
  const { id } = await createThread(await forum.user(), here)
  const answer = await reply(await forum.user(), id)
  await by.put(`/posts/${answer.id}/outdated`, {})
  expect(await reverse(by)).toEqual({ undone: 1, kept: 0, left: 0 })
  expect((await shown(id)).posts[1].outdated).toBeNull()
})

test('a merged thread is separate again with its numbers, and later replies stay', async () => {
  const by = await rogue()
  const [one, other] = [
    await createThread(await forum.user(), here),
    await createThread(await forum.user(), there)
  ]
  const answer = await reply(await forum.user(), one.id)
  await reply(await forum.user(), other.id)
  expect((await by.post(`/threads/${one.id}/merge`, { into: other.id })).status).toBe(204)
  const since = await reply(await forum.user(), other.id, 'Said where both were one')
  expect(await reverse(by)).toEqual({ undone: 1, kept: 0, left: 0 })
  expect(await numbersOf(one.id)).toEqual([
    [1, 'visible'],
    [2, 'visible']
  ])
  expect(await threadOf(one.id)).toMatchObject({ title: one.title, category: { id: here } })
  expect((await numbersOf(other.id)).filter(([, state]: string[]) => state === 'visible')).toEqual([
    [1, 'visible'],
    [2, 'visible'],
    [since.number, 'visible']
  ])
  const located = await forum.guest.get(`/posts/${answer.id}`)
  expect(located.body).toMatchObject({ threadId: one.id, number: 2 })
  expect((await logged())[0]).toMatchObject({ kind: 'split', actorRole: 'staff' })
})

test('split-off replies return under their numbers, and the answers to them, too', async () => {
  const by = await rogue()
  const { id } = await createThread(await forum.user(), here)
  const [first, second] = [await reply(await forum.user(), id), await reply(await forum.user(), id)]
  await reply(await forum.user(), id, 'Stays where it is')
  const postIds = [first.id, second.id]
  const split = await by.post(`/threads/${id}/split`, { postIds, title: 'Torn apart' })
  const since = await reply(await forum.user(), split.body.id, 'Said behind them')
  expect(await reverse(by)).toMatchObject({ kept: 0, left: 0 })
  expect(await numbersOf(id)).toEqual([1, 2, 3, 4, 5].map((number) => [number, 'visible']))
  expect((await forum.guest.get(`/threads/${split.body.id}`)).status).toBe(301)
  const located = await forum.guest.get(`/posts/${since.id}`)
  expect(located.body).toMatchObject({ threadId: id, number: 5 })
})

test('edits and appeals they decided wait for another decision', async () => {
  const by = await rogue()
  const author = await forum.user()
  const { id } = await createThread(await forum.user(), here)
  const post = await reply(author, id)
  const [edit] = await forum.connection.db
    .insert(editsAwaitingApproval)
    .values({ postId: post.id, body: 'It takes an hour', createdAt: forum.now() })
    .returning({ id: editsAwaitingApproval.id })
  await approveEdit(by, edit?.id ?? 0)
  const hidden = await reply(author, id, 'Another one')
  await second.post(`/posts/${hidden.id}/hiding`, { reason: 'spam' })
  const admin = await forum.user({ role: 'admin' })
  const [decision] = (await author.get('/me/decisions')).body.items
  const text = 'It was an answer.'
  const appeal = (await author.post(`/moderation/actions/${decision.id}/appeal`, { text })).body
  await second.post(`/moderation/appeals/${appeal.id}/decision`, { outcome: 'rejected' })
  const straying = await forum.user({ role: 'staff', capabilities: ['moderation'] })
  const path = `/moderation/appeals/${appeal.id}/decision`
  expect((await straying.post(path, { outcome: 'rejected' })).status).toBe(204)
  expect(await reverse(by)).toEqual({ undone: 1, kept: 0, left: 0 })
  const edits = (await staff.get('/moderation/edits')).body.items
  expect(edits).toMatchObject([{ postId: post.id }])
  expect(await reverse(straying, admin)).toEqual({ undone: 1, kept: 0, left: 0 })
  const appeals = (await admin.get('/moderation/appeals')).body.items
  expect(appeals.map((one: { id: number }) => one.id)).toEqual([appeal.id])
})

test('what they reopened is closed, what they lifted is in force, unless it was theirs', async () => {
  const by = await rogue()
  const [one, own] = [
    await createThread(await forum.user(), here),
    await createThread(await forum.user(), here)
  ]
  await staff.put(`/threads/${one.id}/closing`, { reason: 'heated' })
  await by.put(`/threads/${own.id}/closing`, { reason: 'other' })
  for (const { id } of [one, own]) await by.delete(`/threads/${id}/closing`)
  expect(await reverse(by)).toEqual({ undone: 1, kept: 0, left: 0 })
  expect(await threadOf(one.id)).toMatchObject({ closed: true, closeReason: 'heated' })
  expect(await threadOf(own.id)).toMatchObject({ closed: false })
  const straying = await forum.user({ role: 'staff', capabilities: ['moderation'] })
  const admin = await forum.user({ role: 'admin' })
  const scammer = await forum.user()
  const path = `/users/${scammer.username}/sanctions`
  const given = (await staff.post(path, { kind: 'suspension', reason: 'scam' })).body
  expect((await straying.delete(`${path}/${given.id}`)).status).toBe(204)
  expect(await reverse(straying, admin)).toEqual({ undone: 1, kept: 0, left: 0 })
  expect((await staff.get(path)).body.sanctions).toMatchObject([{ id: given.id, active: true }])
})

test('two concurrent reversals undo, notify and log each act once', async () => {
  const by = await rogue()
  const author = await forum.user()
  const threads = await Promise.all([1, 2, 3].map(() => createThread(author, here)))
  for (const { id } of threads) {
    await by.patch(`/threads/${id}`, { title: `Worse ${id}`, categoryId: there })
    await by.put(`/threads/${id}/closing`, { reason: 'other' })
  }
  await forum.settle()
  const { db } = forum.connection
  const before = await db.$count(actions)
  const told = async () => {
    await forum.settle()
    return db.$count(notifications, eq(notifications.userId, author.id))
  }
  const notifiedBefore = await told()
  const answers = await Promise.all([reverse(by), reverse(by, second), reverse(by)])
  expect(answers.reduce((sum, { undone }) => sum + undone, 0)).toBe(9)
  expect(answers.map(({ kept }) => kept)).toEqual([0, 0, 0])
  expect((await db.$count(actions)) - before).toBe(9)
  expect((await told()) - notifiedBefore).toBe(9)
})
