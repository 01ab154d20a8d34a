import { Writable } from 'node:stream'
import { expect, onTestFinished, test } from 'vitest'
import { createForum } from '../../src/forum.ts'
import { startForum, type Client } from '../forum.ts'
import { endpointNamed } from '../matrix/calling.ts'

const forum = startForum({ web: true })

async function question(client: Client, headers?: Record<string, string>) {
  const categoryId = await forum.category()
  const text = { title: 'Where is my withdrawal?', body: 'It has been pending since Monday.' }
  return client.post('/threads', { categoryId, kind: 'question', ...text }, headers)
}

test('answers tell what is left of the limit', async () => {
  const member = await forum.user()
  const first = (await member.get('/me')).headers
  expect(first['ratelimit-policy']).toBe('"actor";q=600;w=60')
  expect(first.ratelimit).toMatch(/^"actor";r=599;t=\d+$/)
  expect((await member.get('/me')).headers.ratelimit).toContain('r=598;')
  const asked = await question(member)
  expect(asked.headers.ratelimit).toMatch(/^"actor";r=\d+;t=\d+$/)
})

test('a refusal by the limit says that nothing is left', async () => {
  const member = await forum.user()
  const { limit } = endpointNamed('webhooks.test')
  const post = () => member.post('/previews', { body: 'Hello' })
  let last = await post()
  for (let left = 0; left < 600 && last.status !== 429; left += 1) last = await post()
  expect([last.status, limit.seconds]).toEqual([429, 60])
  expect(last.headers.ratelimit).toMatch(/^"\w+";r=0;t=\d+$/)
})

test('201 says where the created thing is', async () => {
  const [member, admin] = [await forum.user(), await forum.user({ role: 'admin' })]
  const thread = await question(member)
  expect(thread.headers.location).toBe(`/api/v1/threads/${thread.body.id}`)
  const reply = await member.post(`/threads/${thread.body.id}/posts`, { body: 'Still pending.' })
  expect(reply.headers.location).toBe(reply.body.url)
  const group = await admin.post('/groups', { name: { en: 'Market makers' } })
  expect([group.status, group.headers.location], group.text).toEqual([
    201,
    `/api/v1/groups/${group.body.id}`
  ])
})

test('every answer has an id, which its problem and the log repeat', async () => {
  const lines: string[] = []
  const logTo = new Writable({ write: (line, _, done) => (lines.push(String(line)), done()) })
  const node = await createForum({ ...forum.settings, logLevel: 'error', logTo })
  onTestFinished(() => node.stop())
  const categories = endpointNamed('threads.categories')
  const { handle } = categories
  onTestFinished(() => void (categories.handle = handle))
  categories.handle = () => Promise.reject(new Error('a bug'))
  const headers = { host: new URL(forum.origin).host }
  const failed = await node.app.inject({ method: 'GET', url: '/api/v1/categories', headers })
  const id = failed.headers['x-request-id']
  expect(id).toMatch(/^[\da-f-]{36}$/)
  expect(failed.statusCode).toBe(500)
  expect(lines.map((line) => JSON.parse(line).reqId)).toContain(id)
  const others = ['/', '/api/v1/me', '/no-such-page'].map((url) =>
    node.app.inject({ method: 'GET', url, headers })
  )
  const ids = (await Promise.all(others)).map((answer) => answer.headers['x-request-id'])
  expect(new Set([...ids, id]).size).toBe(4)
})

test('a repeat with an idempotency key is marked as such', async () => {
  const member = await forum.user()
  const key = { 'idempotency-key': 'a-key-of-the-test' }
  const categoryId = await forum.category()
  const input = { categoryId, kind: 'question', title: 'Is it down?', body: 'I cannot sign in.' }
  const [first, second] = [
    await member.post('/threads', input, key),
    await member.post('/threads', input, key)
  ]
  expect(second.body).toEqual(first.body)
  expect(first.headers['idempotent-replayed']).toBeUndefined()
  expect(second.headers['idempotent-replayed']).toBe('true')
})

test('a single resource has a validator, by which a program reads only what changed', async () => {
  const member = await forum.user()
  const { id } = (await question(member)).body
  const path = `/threads/${id}`
  const { etag } = (await member.get(path)).headers
  const asked = () => member.get(path, { 'if-none-match': `W/${etag}` })
  expect(await asked()).toMatchObject({ status: 304, text: '', headers: { etag } })
  await member.patch(path, { title: 'Where is my deposit?' })
  expect(await asked()).toMatchObject({
    status: 200,
    body: { thread: { title: 'Where is my deposit?' } }
  })
  expect((await member.get('/threads')).headers.etag).toBeUndefined()
})

test('a program may keep what it read, and a browser may not', async () => {
  const member = await forum.user()
  const input = { name: 'my script', scopes: ['read'], days: 1 }
  const { secret } = (await member.post('/tokens', input)).body
  const read = await forum.guest.get('/me', { authorization: `Bearer ${secret}` })
  expect(read.headers['cache-control']).toBe('private, no-cache')
  expect((await member.get('/me')).headers['cache-control']).toBe('private, no-store')
})

test('pages say that they are UTF-8', async () => {
  const member = await forum.user()
  for (const client of [forum.guest, member, forum.guest])
    for (const url of ['/', '/no-such-page']) {
      const headers = { accept: 'text/html' }
      const { headers: got } = await client.inject({ method: 'GET', url, headers })
      expect(got['content-type']).toBe('text/html; charset=utf-8')
    }
})
