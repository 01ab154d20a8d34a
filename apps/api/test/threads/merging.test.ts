import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { posts, threads } from '@stoa/threads/schema'
import { startForum, type Client } from '../forum.ts'
import { createThread, reply } from '../posting.ts'

const forum = startForum()

async function scene() {
  const categoryId = await forum.category()
  const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  const [asker, other] = [await forum.user(), await forum.user()]
  const [one, two] = [await createThread(asker, categoryId), await createThread(other, categoryId)]
  return { categoryId, volunteer, asker, other, one, two }
}

const merge = (by: Client, id: number, into: number) => by.post(`/threads/${id}/merge`, { into })
const split = (by: Client, id: number, postIds: number[]) =>
  by.post(`/threads/${id}/split`, { postIds, title: 'A question of its own?' })
const countersOf = async (id: number) =>
  (await forum.connection.db.select().from(threads).where(eq(threads.id, id)))[0]
const numbersOf = async (id: number) => {
  const rows = await forum.connection.db.select().from(posts).where(eq(posts.threadId, id))
  return rows.map(({ number }) => number).sort((a, b) => a - b)
}

test('a merged thread redirects to the target, which has its posts at the end', async () => {
  const { volunteer, asker, other, one, two } = await scene()
  const answer = await reply(other, one.id)
  expect((await merge(asker, one.id, two.id)).status).toBe(403)
  expect((await merge(volunteer, one.id, two.id)).status).toBe(204)
  const gone = await forum.guest.get(`/threads/${one.id}`)
  expect(gone).toMatchObject({ status: 301 })
  const { posts: shown } = (await forum.guest.get(`/threads/${two.id}`)).body
  expect(shown.map(({ id }: { id: number }) => id)).toEqual([two.postId, one.postId, answer.id])
  expect(await countersOf(two.id)).toMatchObject({ replyCount: 2, highestNumber: 3 })
})

test('two parallel merges are one, and parallel replies lose no number', async () => {
  const { volunteer, other, one, two } = await scene()
  const staff = await forum.user({ role: 'staff' })
  const answers = await Promise.all([
    merge(volunteer, one.id, two.id),
    merge(staff, one.id, two.id),
    other.post(`/threads/${two.id}/posts`, { body: 'Meanwhile.' })
  ])
  expect(answers.filter(({ status }) => status === 204)).toHaveLength(1)
  expect(answers[2]?.status).toBe(201)
  expect(await numbersOf(two.id)).toEqual([1, 2, 3])
})

test('volunteers merge duplicates into official threads, but not official ones away', async () => {
  const { volunteer, one, two } = await scene()
  const official = await reply(await forum.user({ role: 'staff' }), two.id)
  expect((await merge(volunteer, two.id, one.id)).body.code).toBe('staff_only_thread')
  expect((await merge(volunteer, one.id, two.id)).status).toBe(204)
  const located = await forum.guest.get(`/posts/${official.id}`)
  expect(located.body).toMatchObject({ threadId: two.id, number: 2 })
})

test('merging needs both categories, and never mixes staff-only with other threads', async () => {
  const { volunteer, one } = await scene()
  const elsewhere = await createThread(await forum.user(), await forum.category())
  expect((await merge(volunteer, one.id, elsewhere.id)).status).toBe(403)
  const staff = await forum.user({ role: 'staff' })
  const internal = await createThread(staff, await forum.category({ rule: 'staff_only' }))
  expect((await merge(volunteer, one.id, internal.id)).body.errors[0].path).toBe('into')
  expect((await merge(staff, one.id, internal.id)).body.code).toBe('threads_read_differently')
  expect((await merge(staff, internal.id, one.id)).body.code).toBe('threads_read_differently')
  expect((await merge(staff, one.id, one.id)).status).toBe(422)
})

test('replies are split into a new thread; their old numbers redirect there', async () => {
  const { volunteer, other, one, asker } = await scene()
  const [first, second] = [await reply(other, one.id), await reply(asker, one.id)]
  const third = await reply(other, one.id)
  expect((await split(volunteer, one.id, [one.postId])).status).toBe(422)
  const { body, status } = await split(volunteer, one.id, [third.id, first.id])
  expect(status).toBe(201)
  const made = (await forum.guest.get(`/threads/${body.id}`)).body
  expect(made.posts.map(({ id }: { id: number }) => id)).toEqual([first.id, third.id])
  const left = (await forum.guest.get(`/threads/${one.id}`)).body.posts
  expect(left.map(({ state }: { state: string }) => state)).toEqual([
    ...['visible', 'moved', 'visible', 'moved']
  ])
  expect(left[1].url).toBe(`/p/${first.id}`)
  expect(left[2].id).toBe(second.id)
  expect(await countersOf(one.id)).toMatchObject({ replyCount: 1 })
})

test('volunteers neither merge nor split after staff have answered', async () => {
  const { volunteer, one, two, other } = await scene()
  const answer = await reply(other, one.id)
  await reply(await forum.user({ role: 'staff' }), one.id)
  expect((await merge(volunteer, one.id, two.id)).body.code).toBe('staff_only_thread')
  expect((await split(volunteer, one.id, [answer.id])).body.code).toBe('staff_only_thread')
})
