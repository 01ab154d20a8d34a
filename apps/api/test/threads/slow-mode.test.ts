import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { reopenDue } from '@stoa/threads'
import { threads } from '@stoa/threads/schema'
import { startForum, type Client } from '../forum.ts'
import { approvePost, createThread, reply } from '../posting.ts'

const forum = startForum()
const hour = 3600_000
let categoryId: number
let volunteer: Client

beforeAll(async () => {
  categoryId = await forum.category()
  volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
})

const say = (client: Client, id: number) =>
  client.post(`/threads/${id}/posts`, { body: 'And another thing.' })

test('in slow mode everybody but moderators waits between two replies', async () => {
  const { id } = await createThread(await forum.user(), categoryId)
  const [member, other] = [await forum.user(), await forum.user()]
  expect((await member.put(`/threads/${id}/slow-mode`, { seconds: 60 })).status).toBe(403)
  expect((await volunteer.put(`/threads/${id}/slow-mode`, { seconds: 60 })).status).toBe(204)
  expect((await forum.guest.get(`/threads/${id}`)).body.thread.slowSeconds).toBe(60)
  await reply(member, id)
  const refused = await say(member, id)
  expect([refused.status, refused.body.code]).toEqual([429, 'slow_mode'])
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(30)
  for (const client of [other, volunteer, volunteer]) await reply(client, id)
  forum.advance(61_000)
  await reply(member, id)
  for (const _ of [1, 2]) await volunteer.delete(`/threads/${id}/slow-mode`)
  await reply(member, id)
  const kinds = (rows: { kind: string }[]) => rows.map(({ kind }) => kind)
  expect(kinds((await forum.guest.get(`/threads/${id}`)).body.history)).toEqual([
    'slowed',
    'unslowed'
  ])
  const { items } = (await forum.guest.get('/moderation/log')).body
  expect(kinds(items)).toEqual(['unslowed', 'slowed'])
})

test('of several parallel replies slow mode accepts one', async () => {
  const { id } = await createThread(await forum.user(), categoryId)
  const member = await forum.user()
  await volunteer.put(`/threads/${id}/slow-mode`, { seconds: 600 })
  const answers = await Promise.all([say(member, id), say(member, id), say(member, id)])
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 429, 429])
})

test('a thread closed until a time reopens automatically', async () => {
  const { id } = await createThread(await forum.user(), categoryId)
  const member = await forum.user()
  const until = (ahead: number) => new Date(Date.parse(forum.now()) + ahead).toISOString()
  const close = (reopensAt: string) =>
    volunteer.put(`/threads/${id}/closing`, { reason: 'other', reopensAt })
  expect((await close(until(-hour))).status).toBe(422)
  expect((await close(until(400 * 24 * hour))).status).toBe(422)
  expect((await close(until(hour))).status).toBe(204)
  await reopenDue(forum.context())
  expect((await say(member, id)).body.code).toBe('thread_closed')
  forum.advance(2 * hour)
  await reopenDue(forum.context())
  await reply(member, id)
  const { body } = await forum.guest.get(`/threads/${id}`)
  expect(body.thread).toMatchObject({ closed: false, reopensAt: null })
  const [row] = await forum.connection.db.select().from(threads).where(eq(threads.id, id))
  expect(row?.closedById).toBeNull()
})

test('first posts are held in categories that ask for it, until one is approved', async () => {
  const slug = 'first-posts'
  const holding = await forum.category({ slug, holdFirstPosts: true })
  const moderator = await forum.user({ role: 'volunteer', moderates: [holding] })
  const newcomer = await forum.user({ trust: 'new' })
  const { id } = await createThread(await forum.user(), holding)
  const first = (await say(newcomer, id)).body
  expect(first.state).toBe('awaiting_approval')
  expect((await say(await forum.user({ trust: 'new' }), id)).body.state).toBe('awaiting_approval')
  expect((await newcomer.get(`/categories/${slug}/usual-wait`)).body).toEqual({ minutes: null })
  forum.advance(2 * hour)
  await approvePost(moderator, first.id)
  expect((await say(newcomer, id)).body.state).toBe('visible')
  for (let count = 0; count < 2; count += 1) {
    const held = (await say(await forum.user({ trust: 'new' }), id)).body
    forum.advance(2 * hour)
    await approvePost(moderator, held.id)
  }
  const { minutes } = (await newcomer.get(`/categories/${slug}/usual-wait`)).body
  expect(Math.round(minutes / 10)).toBe(12)
})
