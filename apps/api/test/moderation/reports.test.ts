import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { createThread, reply } from '../posting.ts'
import { suspend } from '../silencing.ts'

const forum = startForum()
const spam = { reason: 'spam', note: 'The same advertisement everywhere.' }

async function setUp() {
  const categoryId = await forum.category()
  const author = await forum.user()
  const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  return { categoryId, volunteer, author, thread: await createThread(author, categoryId) }
}

type Case = { id: number; post: { id: number } | null; reports: object[] }

const openCases = async (client: Awaited<ReturnType<typeof setUp>>['volunteer']) =>
  (await client.get('/moderation/cases')).body.items

test('concurrent reports of one post are one case', async () => {
  const { volunteer, thread } = await setUp()
  const reporters = await Promise.all(Array.from({ length: 5 }, () => forum.user()))
  const path = `/posts/${thread.postId}/reports`
  const answers = await Promise.all(reporters.map((reporter) => reporter.post(path, spam)))
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201])
  const [found, ...others] = await openCases(volunteer)
  expect(others).toEqual([])
  expect(found).toMatchObject({ kind: 'post', post: { id: thread.postId }, can: { hide: true } })
  expect(found.reports).toHaveLength(5)
})

test('a reporter counts once and is named to nobody', async () => {
  const { volunteer, thread } = await setUp()
  const reporter = await forum.user({ username: 'whistleblower' })
  const first = await reporter.post(`/posts/${thread.postId}/reports`, spam)
  const second = await reporter.post(`/posts/${thread.postId}/reports`, { reason: 'scam' })
  expect([first.status, second.status]).toEqual([201, 200])
  expect(second.body.id).toBe(first.body.id)
  const answer = await volunteer.get('/moderation/cases')
  expect(answer.body.items[0].reports).toHaveLength(1)
  expect(answer.text).not.toContain('whistleblower')
  expect(answer.text).not.toContain(`"id":${reporter.id},`)
})

test('guests, authors and readers of hidden content cannot report', async () => {
  const { author, thread, categoryId } = await setUp()
  const path = `/posts/${thread.postId}/reports`
  expect((await forum.guest.post(path, spam)).status).toBe(401)
  expect((await author.post(path, spam)).body.code).toBe('own_content')
  const staff = await forum.user({ role: 'staff' })
  const member = await forum.user()
  await staff.post(`/posts/${thread.postId}/hiding`, { reason: 'spam' })
  expect((await member.post(path, spam)).status).toBe(404)
  expect((await member.post('/posts/999999/reports', spam)).status).toBe(404)
  expect(categoryId).toBeGreaterThan(0)
})

test('a reason outside the list and hostile notes are refused', async () => {
  const { thread } = await setUp()
  const member = await forum.user()
  const path = `/posts/${thread.postId}/reports`
  expect((await member.post(path, { reason: 'ugly' })).status).toBe(422)
  expect((await member.post(path, { reason: 'spam', note: 'a\u202eb' })).status).toBe(422)
  expect((await member.post(path, { reason: 'spam', note: 'x'.repeat(1001) })).status).toBe(422)
})

test('a case about a user is seen by every volunteer except that user', async () => {
  const { volunteer } = await setUp()
  const other = await forum.user({ role: 'volunteer', moderates: [await forum.category()] })
  const member = await forum.user()
  const path = `/users/${other.username}/reports`
  expect((await member.post(path, { reason: 'impersonation' })).status).toBe(201)
  const mine = (await openCases(volunteer)).find((row: { kind: string }) => row.kind === 'user')
  expect(mine).toMatchObject({ author: { id: other.id }, post: null, can: { resolve: false } })
  const own = (await openCases(other)).filter(
    (row: { author: { id: number } }) => row.author.id === other.id
  )
  expect(own).toEqual([])
  expect((await member.post('/users/nobody-here/reports', spam)).status).toBe(404)
})

test('a report after the case was decided opens a new one', async () => {
  const { volunteer, thread } = await setUp()
  const find = async () =>
    (await openCases(volunteer)).find(({ post }: Case) => post?.id === thread.postId)
  const path = `/posts/${thread.postId}/reports`
  await (await forum.user()).post(path, spam)
  const found = await find()
  await volunteer.post(`/moderation/cases/${found.id}/resolution`, { outcome: 'dismiss' })
  expect(await find()).toBeUndefined()
  await (await forum.user()).post(path, spam)
  const again = await find()
  expect(again.id).not.toBe(found.id)
  expect(again.reports).toHaveLength(1)
})

test('a repeated report with the same idempotency key gets the first answer', async () => {
  const { author, thread } = await setUp()
  const post = await reply(await forum.user(), thread.id)
  const key = { 'idempotency-key': 'report-0001' }
  const first = await author.post(`/posts/${post.id}/reports`, spam, key)
  const second = await author.post(`/posts/${post.id}/reports`, spam, key)
  expect([first.status, second.status]).toEqual([201, 201])
  expect(second.body).toEqual(first.body)
})

test('a suspended user cannot report, and is told so', async () => {
  const { thread } = await setUp()
  const reporter = await forum.user()
  await suspend(forum, reporter)
  const answer = await reporter.post(`/posts/${thread.postId}/reports`, spam)
  expect([answer.status, answer.body.code]).toEqual([403, 'suspended'])
})
