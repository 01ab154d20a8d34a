import { afterAll, beforeAll, expect, test } from 'vitest'
import { guest } from '@stoa/core'
import { authorizeReader } from '../../src/reader-access.ts'
import { startForum, type Client } from '../forum.ts'
import { createThread } from '../posting.ts'
import { everyEndpoint } from '../matrix/rows.ts'

const forum = startForum()
let admin: Client
let member: Client
let threadId: number

const close = (signInRequired: boolean) => admin.put('/admin/reading-access', { signInRequired })
const statusOf = async (client: Client, path: string) => (await client.get(path)).status
const document = async (url: string) => (await forum.guest.inject({ method: 'GET', url })).status

beforeAll(async () => {
  admin = await forum.user({ role: 'admin' })
  member = await forum.user()
  threadId = (await createThread(member, await forum.category())).id
  expect(await statusOf(forum.guest, `/threads/${threadId}`)).toBe(200)
  expect((await close(true)).status).toBe(204)
})
afterAll(() => close(false))

test('a guest reads no thread, category, profile, search or feed; a member reads all', async () => {
  const paths = [
    ...[`/threads/${threadId}`, '/threads', `/threads/${threadId}/posts`],
    ...['/search?q=deposit', `/users/${member.username}`, '/tags?q=a', '/moderation/log']
  ]
  for (const path of paths) {
    expect(await statusOf(forum.guest, path), path).toBe(401)
    expect(await statusOf(member, path), path).toBe(200)
  }
  expect((await forum.guest.get('/categories')).body.items).toEqual([])
  for (const url of ['/feed.xml', `/t/${threadId}/feed.xml`]) expect(await document(url)).toBe(401)
  const { text } = await forum.guest.inject({ method: 'GET', url: '/sitemap.xml' })
  expect(text).not.toContain('threads')
})

test('what leads in and what is official stays public', async () => {
  const paths = ['/me', '/announcements', '/announcement-types', '/official?q=forum.example']
  for (const path of paths) expect(await statusOf(forum.guest, path), path).not.toBe(401)
  expect((await forum.guest.post('/sessions', { login: 'a', password: 'b' })).body.code).toBe(
    'sign_in_failed'
  )
})

const ofThreads = /^(threads|search|moderation|statistics)\./
const shown = ['threads.categories']

test('every endpoint of threads that guests may call is closed to them', async () => {
  const names = everyEndpoint
    .filter(([name, { minimumRole }]) => minimumRole === 'guest' && ofThreads.test(name))
    .map(([name]) => name)
  const context = { ...forum.context(), actor: guest }
  const calls = await Promise.allSettled(names.map((name) => authorizeReader(context, name)))
  const letIn = names.filter((_, at) => calls[at]?.status === 'fulfilled')
  expect(letIn).toEqual(shown)
})

test('it opens again at once', async () => {
  await close(false)
  expect(await statusOf(forum.guest, `/threads/${threadId}`)).toBe(200)
})
