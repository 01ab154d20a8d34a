import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { approvePost, ask, reply } from '../posting.ts'

const forum = startForum()
const hide = { reason: 'spam' }

test('members cannot hide, and volunteers of another category find no such button', async () => {
  const categoryId = await forum.category()
  const thread = await ask(await forum.user(), categoryId)
  const path = `/posts/${thread.postId}/hiding`
  const stranger = await forum.user({ role: 'volunteer', moderates: [await forum.category()] })
  expect((await forum.guest.post(path, hide)).status).toBe(401)
  expect((await (await forum.user()).post(path, hide)).status).toBe(403)
  expect((await stranger.post(path, hide)).status).toBe(403)
  expect((await stranger.post(path, { reason: 'no such reason' })).status).toBe(422)
})

test('a volunteer does not hide what staff wrote', async () => {
  const categoryId = await forum.category()
  const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  const thread = await ask(await forum.user(), categoryId)
  const post = await reply(await forum.user({ role: 'staff' }), thread.id)
  expect((await volunteer.post(`/posts/${post.id}/hiding`, hide)).body.code).toBe('role_not_below')
})

test('after 30 hides in an hour a moderator is stopped and staff are told; an hour later it goes on', async () => {
  const categoryId = await forum.category()
  const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  const admin = await forum.user({ role: 'admin' })
  const thread = await ask(await forum.user(), categoryId)
  const authors = await Promise.all(Array.from({ length: 32 }, () => forum.user()))
  const posts = []
  for (const author of authors) posts.push(await reply(author, thread.id))
  const answers = []
  for (const post of posts.slice(0, 31))
    answers.push(await volunteer.post(`/posts/${post.id}/hiding`, hide))
  expect(answers.slice(0, 30).every(({ status }) => status === 204)).toBe(true)
  expect(answers[30]).toMatchObject({ status: 429, body: { code: 'too_many_hides' } })
  expect(Number(answers[30]?.headers['retry-after'])).toBeGreaterThan(3000)
  await forum.settle()
  const [alert] = (await admin.get('/notifications')).body.items
  expect(alert).toMatchObject({ kind: 'alert', actor: { username: volunteer.username } })
  expect(alert.url).toBe(`/u/${volunteer.username}/moderate#reverse`)
  forum.advance(3601_000)
  expect((await volunteer.post(`/posts/${posts[31]?.id}/hiding`, hide)).status).toBe(204)
})

test('a held post waits in the queue of its moderators until one approves it', async () => {
  const categoryId = await forum.category({ rule: 'approve_first' })
  const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  const stranger = await forum.user({ role: 'volunteer', moderates: [await forum.category()] })
  const author = await forum.user()
  const thread = await ask(author, categoryId)
  expect((await forum.guest.get(`/threads/${thread.id}`)).status).toBe(404)
  expect((await stranger.get('/moderation/held')).body.items).toEqual([])
  const { items } = (await volunteer.get('/moderation/held')).body
  expect(items).toEqual([expect.objectContaining({ postId: thread.postId, title: thread.title })])
  expect((await approvePost(author, thread.postId)).status).toBe(403)
  expect((await approvePost(volunteer, thread.postId)).status).toBe(204)
  expect((await forum.guest.get(`/threads/${thread.id}`)).status).toBe(200)
  expect((await volunteer.get('/moderation/held')).body.items).toEqual([])
})
