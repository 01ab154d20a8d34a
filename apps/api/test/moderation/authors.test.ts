import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { users } from '@stoa/accounts/schema'
import { startForum, type Client } from '../forum.ts'
import { createThread } from '../posting.ts'

const forum = startForum()
const spam = { reason: 'spam' }

const places = async () => [await forum.category(), await forum.category({ rule: 'staff_only' })]

async function known() {
  const [here, elsewhere] = await places()
  const volunteer = await forum.user({ role: 'volunteer', moderates: [here!] })
  const staff = await forum.user({ role: 'staff', capabilities: ['moderation'] })
  const author = await forum.user()
  const made = await createThread(author, here!)
  await staff.post(`/posts/${made.postId}/reports`, spam)
  return { here, elsewhere, volunteer, staff, author, made }
}

const factsOf = async (by: Client, of: Client, posts = 3) =>
  (await by.get(`/moderation/authors?ids=${of.id}&posts=${posts}`)).body.items[0]

test('moderators see age, trust and what was decided about an author', async () => {
  const { here: categoryId, volunteer, author, made } = await known()
  const clean = { hiddenPosts: 0, sanctions: 0, upheldReports: 0, trust: 'basic' }
  expect(await factsOf(volunteer, author)).toMatchObject({ ...clean, username: author.username })
  await volunteer.post(`/posts/${made.postId}/hiding`, spam)
  const warning = { kind: 'warning', ...spam }
  await volunteer.post(`/users/${author.username}/sanctions`, { ...warning, categoryId })
  const facts = await factsOf(volunteer, author)
  expect(facts).toMatchObject({ hiddenPosts: 1, upheldReports: 1, can: { sweep: false } })
  expect(facts.posts).toMatchObject([{ id: made.postId, state: 'hidden' }])
  expect((await author.get(`/moderation/authors?ids=${author.id}`)).status).toBe(403)
})

test('counts and posts of an author are those that the moderator may see', async () => {
  const { elsewhere, volunteer, staff, author } = await known()
  const other = await forum.category()
  const secret = await createThread(author, other)
  await staff.post(`/posts/${secret.postId}/reports`, spam)
  await staff.post(`/posts/${secret.postId}/hiding`, spam)
  const until = new Date(Date.parse(forum.now()) + 3600_000).toISOString()
  const silence = { kind: 'silence', ...spam, until, categoryId: elsewhere }
  await staff.post(`/users/${author.username}/sanctions`, silence)
  const all = { hiddenPosts: 1, upheldReports: 1, sanctions: 1 }
  expect(await factsOf(staff, author)).toMatchObject(all)
  const facts = await factsOf(volunteer, author)
  expect(facts).toMatchObject({ hiddenPosts: 0, upheldReports: 0, sanctions: 0 })
  expect(facts.posts.map(({ id }: { id: number }) => id)).not.toContain(secret.postId)
  const record = (await volunteer.get(`/users/${author.username}/sanctions`)).body
  expect(record).toMatchObject({ hiddenPosts: 0, sanctions: [] })
  const warned = { kind: 'warning', ...spam, known: 0, categoryId: (await known()).here }
  expect((await staff.post(`/users/${author.username}/sanctions`, warned)).body.code).toBe(
    'sanctioned_meanwhile'
  )
})

test('many authors take as many statements as one', async () => {
  const { volunteer, author } = await known()
  const others = [author, await forum.user(), await forum.user(), await forum.user()]
  const list = (ids: number[]) =>
    forum.count(() => volunteer.get(`/moderation/authors?ids=${ids.join()}`))
  await list([author.id])
  expect(await list(others.map(({ id }) => id))).toBe(await list([author.id]))
})

test('an account that nobody confirmed yet is no author that moderators know', async () => {
  const { volunteer } = await known()
  const unconfirmed = await forum.user()
  const { db } = forum.connection
  await db.update(users).set({ emailVerifiedAt: null }).where(eq(users.id, unconfirmed.id))
  expect((await volunteer.get(`/moderation/authors?ids=${unconfirmed.id}`)).body.items).toEqual([])
})
