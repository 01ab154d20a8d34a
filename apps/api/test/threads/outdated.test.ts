import { beforeAll, expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { createThread, reply } from '../posting.ts'

const forum = startForum()
let here: number
let staffOnly: number
let asker: Client
let volunteer: Client
let staff: Client

beforeAll(async () => {
  here = await forum.category()
  staffOnly = await forum.category({ rule: 'staff_only' })
  asker = await forum.user()
  volunteer = await forum.user({ role: 'volunteer', moderates: [here] })
  staff = await forum.user({ role: 'staff' })
})

/** A question with an accepted answer and another reply. */
async function solved(writer?: Client) {
  const author = await forum.user()
  const { id } = await createThread(asker, here)
  const answer = await reply(author, id)
  const newer = await reply(writer ?? (await forum.user()), id, 'Since May it takes a minute.')
  await asker.put(`/threads/${id}/accepted-answer`, { postId: answer.id })
  return { id, author, answer, newer }
}

const page = async (id: number, client = forum.guest) => (await client.get(`/threads/${id}`)).body
const mark = (client: Client, id: number, successorId?: number) =>
  client.put(`/posts/${id}/outdated`, { successorId })

test('an outdated accepted answer is replaced by its successor below the question', async () => {
  const { id, author, answer, newer } = await solved()
  expect((await page(id)).acceptedPost.id).toBe(answer.id)
  expect((await mark(volunteer, answer.id, newer.id)).status).toBe(204)
  const { acceptedPost, posts, thread } = await page(id)
  expect(acceptedPost).toMatchObject({ id: newer.id, accepted: false })
  expect(posts[1].outdated.by).toEqual({ url: `/p/${newer.id}`, number: 3, title: null })
  expect(thread).toMatchObject({ solved: true, acceptedNumber: 2 })
  expect((await author.delete(`/posts/${answer.id}/outdated`)).status).toBe(204)
  expect((await page(id)).acceptedPost).toMatchObject({ id: answer.id, outdated: null })
})

test('the answer’s author cannot put their own successor there', async () => {
  const { id, author, answer, newer } = await solved()
  expect((await mark(author, answer.id, newer.id)).status).toBe(204)
  const { acceptedPost, thread } = await page(id)
  expect(acceptedPost).toBeNull()
  expect(thread.acceptedOutdated.by.number).toBe(3)
  const own = await reply(volunteer, id, 'Mine is the newest of all.')
  await mark(volunteer, answer.id, own.id)
  expect((await page(id)).acceptedPost).toBeNull()
  await mark(staff, answer.id, own.id)
  expect((await page(id)).acceptedPost.id).toBe(own.id)
})

test('author and moderators mark answers as outdated; others’ answers are logged', async () => {
  const { answer, newer } = await solved()
  expect((await mark(await forum.user(), answer.id, newer.id)).status).toBe(403)
  expect((await mark(asker, answer.id)).status).toBe(403)
  const elsewhere = await forum.user({ role: 'volunteer', moderates: [await forum.category()] })
  expect((await mark(elsewhere, answer.id)).status).toBe(403)
  expect((await mark(volunteer, answer.id, newer.id)).status).toBe(204)
  const [entry] = (await forum.guest.get('/moderation/log')).body.items
  expect(entry).toMatchObject({ kind: 'outdated', actorRole: 'volunteer' })
})

test('a successor is public, not outdated, and visible to the answer’s readers', async () => {
  const { id, author, answer, newer } = await solved()
  const secret = await createThread(staff, staffOnly)
  const first = (await page(id)).posts[0].id
  for (const wrong of [answer.id, secret.postId, 9_000_000_000])
    expect((await mark(staff, answer.id, wrong)).status).toBe(422)
  expect((await mark(author, first)).status).toBe(403)
  await mark(volunteer, newer.id)
  expect((await mark(author, answer.id, newer.id)).status).toBe(422)
})

test('a successor in another thread is linked if the reader may read it', async () => {
  const { id, author, answer } = await solved()
  const other = await createThread(staff, here)
  await mark(author, answer.id, other.postId)
  const { thread, acceptedPost } = await page(id)
  expect(acceptedPost).toBeNull()
  expect(thread.acceptedOutdated.by).toMatchObject({
    title: other.title,
    url: `/p/${other.postId}`
  })
  await staff.patch(`/threads/${other.id}`, { categoryId: staffOnly })
  const moved = await page(id)
  expect(moved.thread.acceptedOutdated.by).toBeNull()
  expect(JSON.stringify(moved)).not.toContain(other.title)
  expect((await page(id, staff)).thread.acceptedOutdated.by.title).toBe(other.title)
})

test('a new member’s successor is shown only if a moderator named it', async () => {
  const writer = await forum.user({ trust: 'new' })
  const { id, author, answer, newer } = await solved(writer)
  await mark(author, answer.id, newer.id)
  expect((await page(id)).acceptedPost).toBeNull()
  await mark(volunteer, answer.id, newer.id)
  expect((await page(id)).acceptedPost.id).toBe(newer.id)
  forum.advance(60_000)
  await writer.patch(`/posts/${newer.id}`, { body: 'Since May it takes a minute or two.' })
  expect((await page(id)).acceptedPost).toBeNull()
})

test('a volunteer of other categories counts as a member here', async () => {
  const elsewhere = await forum.user({ role: 'volunteer', moderates: [staffOnly] })
  const { id } = await createThread(asker, here)
  const answer = await reply(elsewhere, id)
  const newer = await reply(await forum.user({ trust: 'new' }), id, 'Since May it takes a minute.')
  await asker.put(`/threads/${id}/accepted-answer`, { postId: answer.id })
  expect((await mark(elsewhere, answer.id, newer.id)).status).toBe(204)
  expect((await page(id)).acceptedPost).toBeNull()
})

test('a successor that is outdated itself is no longer shown', async () => {
  const { id, answer, newer } = await solved()
  await mark(volunteer, answer.id, newer.id)
  expect((await page(id)).acceptedPost.id).toBe(newer.id)
  await mark(staff, newer.id)
  expect((await page(id)).acceptedPost).toBeNull()
})
