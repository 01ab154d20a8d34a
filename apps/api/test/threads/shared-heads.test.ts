import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { posts, threads } from '@stoa/threads/schema'
import { createThread, reply } from '../posting.ts'
import { startForum, type Client } from '../forum.ts'
import { silence } from '../silencing.ts'

const forum = startForum()

let thread: Awaited<ReturnType<typeof createThread>>
let answer: { id: number }
let answerer: Client
let people: [Client, Client]

// The first of two members reads the thread, so that the other gets what is kept of it.
beforeEach(async () => {
  thread = await createThread(await forum.user(), await forum.category(), { kind: 'question' })
  answerer = await forum.user()
  answer = await reply(answerer, thread.id, 'Look at the block explorer.')
  people = [await forum.user(), await forum.user()]
  await show(people[0])
})

async function show(client: Client) {
  const { status, body, text } = await client.get(`/threads/${thread.id}?related=true`)
  expect(status, text).toBe(200)
  return body
}

/** What happens on another node: this one hears nothing of it. */
const setPost = (values: Partial<typeof posts.$inferInsert>) =>
  forum.connection.db.update(posts).set(values).where(eq(posts.id, answer.id))

const states = ({ posts }: { posts: { state: string }[] }) => posts.map(({ state }) => state)

test('what one member did in a thread is said to no other', async () => {
  const [one, other] = people
  const before = await show(other)
  await one.put(`/threads/${thread.id}/following`, { level: 'following' })
  await one.put(`/threads/${thread.id}/reading`, { number: 1 })
  await one.put(`/drafts/thread:${thread.id}`, { body: 'Half a thought' })
  await one.put(`/posts/${answer.id}/bookmark`)
  await one.put(`/users/${answerer.username}/muting`)
  const own = await show(one)
  expect(own.thread).toMatchObject({ following: 'following', unreadFrom: 2 })
  expect(own.draft.body).toBe('Half a thought')
  expect(own.posts[1]).toMatchObject({ bookmarked: true, authorMuted: true })
  expect(await show(other)).toEqual(before)
  expect(await show(one)).toEqual(own)
})

test('votes and a me-too are counted for all, and marked for their member', async () => {
  const [one, other] = people
  await one.put(`/posts/${answer.id}/vote`)
  await one.put(`/threads/${thread.id}/me-too`)
  expect((await show(other)).posts[1]).toMatchObject({ voteCount: 1, voted: false })
  expect((await show(other)).thread).toMatchObject({ meToo: false, meTooCount: 1 })
  expect((await show(one)).posts[1]).toMatchObject({ voteCount: 1, voted: true })
  expect((await show(one)).thread).toMatchObject({ meToo: true, meTooCount: 1 })
})

test('what members may do is their own, whoever has read the thread before', async () => {
  const [one, other] = people
  const abilities = async (client: Client) => (await show(client)).posts[1].can
  expect(await abilities(answerer)).toMatchObject({ vote: false, edit: true, withdraw: true })
  expect(await abilities(one)).toMatchObject({ vote: true, edit: false, withdraw: false })
  const silenced = await forum.user()
  await silence(forum, silenced)
  expect(await abilities(silenced)).toMatchObject({ vote: false })
  expect(await abilities(other)).toMatchObject({ vote: true })
})

test('a post that another node hid or edited is not shown as it was', async () => {
  await setPost({ html: '<p>Look there.</p>', editedAt: new Date().toISOString() })
  expect((await show(people[1])).posts[1].html).toBe('<p>Look there.</p>')
  await setPost({ state: 'hidden' })
  expect(states(await show(people[1]))).toEqual(['visible', 'hidden'])
  expect(states(await show(answerer))).toEqual(['visible', 'hidden'])
  expect((await show(answerer)).posts[1].html).toBeTruthy()
  expect((await show(people[1])).posts[1].html).toBeNull()
})

test('a picture is shown once its user has chosen it', async () => {
  await answerer.patch('/me', { picture: 'owl' })
  expect((await show(people[1])).posts[1].author.picture).toBe('owl')
  expect((await show(answerer)).posts[1].author.picture).toBe('owl')
})

test('a pin is not shown once its time has come', async () => {
  const day = 24 * 3600_000
  const until = new Date(Date.parse(forum.now()) + day).toISOString()
  const staff = await forum.user({ role: 'staff' })
  expect((await staff.put(`/threads/${thread.id}/pin`, { scope: 'category', until })).status).toBe(
    204
  )
  forum.advance(day - 30_000)
  const marks = async () => (await show(people[1])).thread.marks.length
  expect([await marks(), await marks()]).toEqual([1, 1])
  forum.advance(35_000)
  expect(await marks()).toBe(0)
})

test('a thread that another node hid is not found', async () => {
  const { db } = forum.connection
  await db.update(threads).set({ state: 'hidden' }).where(eq(threads.id, thread.id))
  expect((await people[1].get(`/threads/${thread.id}`)).status).toBe(404)
})

test('a second member costs one statement for the thread', async () => {
  await show(people[1])
  const before = forum.connection.statements()
  await show(people[1])
  expect(forum.connection.statements() - before).toBeLessThanOrEqual(2)
})
