import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { PassThrough } from 'node:stream'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { createForum, type Forum } from '../../src/forum.ts'
import { createTracing } from '../../src/tracing/tracer.ts'
import { createClient, type Client } from '../client.ts'
import { startForum } from '../forum.ts'
import { createThread } from '../posting.ts'
import { startCollector, type Collector, type DeliveredSpan } from './collector.ts'

const forum = startForum({ web: true })
let collector: Collector
let anna: Client
let thread: { id: number }

beforeAll(async () => {
  anna = await forum.user({ trust: 'trusted' })
  thread = await createThread(anna, await forum.category())
  await forum.settle()
})
afterEach(() => collector.close())

type Options = { share?: number; trustProxy?: string[]; logTo?: PassThrough }
type Node = Forum & { asAnna: Client; guest: Client }

/** Runs another node of the forum that is traced, and returns what the collector got. */
async function traced(run: (node: Node) => Promise<unknown>, options: Options = {}) {
  collector = await startCollector()
  const { share = 1, trustProxy = [], logTo } = options
  const target = { url: `${collector.url}/v1/traces`, headers: { 'x-team': 'forum' } }
  const tracing = createTracing({ ...target, share, service: 'stoa' }, { trustProxy, role: 'all' })
  const logging = logTo && { logTo, logLevel: 'warn' }
  const node = await createForum({ ...forum.settings, ...logging, trustProxy, tracing })
  const asAnna = createClient(node.app, forum.origin, anna)
  const guest = createClient(node.app, forum.origin, { id: 0, username: '', headers: {} })
  await run({ ...node, asAnna, guest })
  await node.stop()
  await tracing.stop()
  return collector.spans
}

const named = (spans: DeliveredSpan[], name: string) => spans.find((span) => span.name === name)
const childrenOf = (spans: DeliveredSpan[], parent?: DeliveredSpan) =>
  spans.filter(({ parentSpanId }) => parent && parentSpanId === parent.spanId)

const replyRoute = 'POST /api/v1/threads/:id/posts'

test('a request, its verb and its statements are one trace', async () => {
  const spans = await traced(({ asAnna }) =>
    asAnna.post(`/threads/${thread.id}/posts`, { body: 'Ten minutes.' })
  )
  const request = named(spans, replyRoute)
  expect(request).toMatchObject({
    kind: 2,
    attributes: {
      'http.request.method': 'POST',
      'http.route': '/api/v1/threads/:id/posts',
      'http.response.status_code': 201
    },
    resource: { 'service.name': 'stoa', 'stoa.role': 'all' }
  })
  expect(request?.parentSpanId).toBeFalsy()
  const verb = named(childrenOf(spans, request), 'threads.reply')
  expect(verb).toBeDefined()
  const statements = childrenOf(spans, verb)
  expect(statements.length).toBeGreaterThan(1)
  for (const { kind, attributes } of statements)
    expect([kind, attributes['db.query.text']]).toEqual([3, expect.stringMatching(/\w/)])
  expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1)
})

test('no text, name or token is in what the collector gets', async () => {
  const email = 'nobody.knows@example.test'
  await traced(async ({ asAnna, guest, settle }) => {
    await asAnna.post(`/threads/${thread.id}/posts`, { body: 'An unmistakable text.' })
    await guest.post('/sessions', { login: email, password: 'a harbour of paper boats' })
    await guest.inject({ method: 'GET', url: '/verify-email?token=secret-token' })
    await guest.inject({ method: 'GET', url: `/u/${anna.username}` })
    await settle()
  })
  const sent = collector.bodies.join()
  expect(sent).toContain('/api/v1/sessions')
  const session = anna.headers['cookie']?.split('=')[1] ?? ''
  for (const text of ['unmistakable', email, 'paper boats', 'secret-token', anna.username, session])
    expect(sent).not.toContain(text)
  expect(collector.headers[0]).toMatchObject({ 'x-team': 'forum' })
})

test('a page is named by its own route, and its verbs are children of it', async () => {
  const url = `/t/${thread.id}`
  const spans = await traced(({ asAnna }) => asAnna.inject({ method: 'GET', url }))
  const page = spans.find(({ name }) => name.startsWith('GET /t/['))
  expect(page?.attributes).toMatchObject({ 'http.response.status_code': 200 })
  expect(childrenOf(spans, page).map(({ name }) => name)).toContain('threads.show')
})

const live = 'GET /api/v1/live'

test('a live stream is recorded when it begins', async () => {
  const { host } = new URL(forum.origin)
  const spans = await traced(async ({ app }) => {
    const path = `${await app.listen({ port: 0, host: '127.0.0.1' })}/api/v1/live?topics=thread:${thread.id}`
    const [stream] = (await once(get(path, { headers: { host } }), 'response')) as [IncomingMessage]
    await once(stream, 'data')
    expect(collector.spans).toEqual([])
    await vi.waitFor(() => expect(named(collector.spans, live)).toBeDefined(), 20_000)
    stream.destroy()
  })
  expect(named(spans, live)?.attributes['http.response.status_code']).toBe(200)
})

test('a refusal is named by its code and is no error', async () => {
  const spans = await traced(({ guest }) =>
    guest.post(`/threads/${thread.id}/posts`, { body: 'x' })
  )
  expect(named(spans, replyRoute)?.attributes['http.response.status_code']).toBe(401)
  const verb = named(spans, 'threads.reply')
  expect([verb?.attributes['error.type'], verb?.status.code]).toEqual(['sign_in_required', 0])
})

test('a job is a trace of its own with its statements', async () => {
  const spans = await traced(async ({ asAnna, settle }) => {
    await asAnna.post(`/threads/${thread.id}/posts`, { body: 'Twenty minutes.' })
    await settle()
  })
  const job = named(spans, 'job effects')
  expect(job?.attributes).toMatchObject({ 'stoa.job': 'effects', 'stoa.events.count': 1 })
  expect(job?.parentSpanId).toBeFalsy()
  expect(job?.traceId).not.toBe(named(spans, replyRoute)?.traceId)
  expect(childrenOf(spans, job).length).toBeGreaterThan(1)
})

const caller = '0af7651916cd43dd8448eb211c80319c'
const traceparent = `00-${caller}-b7ad6b7169203331-01`
const readFrom =
  (remoteAddress: string, said = traceparent) =>
  (node: Node) =>
    node.guest.inject({
      ...{ method: 'GET', url: '/api/v1/threads/1', remoteAddress },
      headers: { traceparent: said }
    })

test('only a trusted proxy may name the trace that a request continues', async () => {
  const trustProxy = ['10.0.0.0/8', 'fd00::1']
  for (const trusted of ['10.1.2.3', '::ffff:10.1.2.3', 'fd00::1']) {
    const [span] = (await traced(readFrom(trusted), { trustProxy })).slice(-1)
    expect(span).toMatchObject({ traceId: caller, parentSpanId: 'b7ad6b7169203331' })
    await collector.close()
  }
  for (const stranger of ['192.0.2.1', '::ffff:192.0.2.1', 'fd00::2']) {
    const spans = await traced(readFrom(stranger), { trustProxy })
    expect(spans.map(({ traceId }) => traceId)).not.toContain(caller)
    expect(spans.length).toBeGreaterThan(0)
    await collector.close()
  }
  await traced(readFrom('127.0.0.1'))
  expect(collector.bodies.join()).not.toContain(caller)
})

test('the share of the sampler is traced, whole or not at all', async () => {
  const none = await traced(readFrom('127.0.0.1'), { share: 0 })
  expect(none).toEqual([])
  await collector.close()
  const trustProxy = ['10.0.0.0/8']
  const asked = await traced(readFrom('10.1.2.3'), { share: 0, trustProxy })
  expect(asked.length).toBeGreaterThan(1)
  await collector.close()
  const unwanted = readFrom('10.1.2.3', traceparent.replace(/01$/, '00'))
  expect(await traced(unwanted, { trustProxy })).toEqual([])
})

test('while the collector is away requests go on, and one line says so', async () => {
  const logTo = new PassThrough()
  let log = ''
  logTo.on('data', (text) => (log += String(text)))
  const read = async ({ guest }: Node) => (await guest.get(`/threads/${thread.id}`)).status
  await traced(
    async (node) => {
      collector.answer(400)
      expect(await read(node)).toBe(200)
      await vi.waitFor(() => expect(log).toContain('cannot be delivered'), 20_000)
      expect(await read(node)).toBe(200)
      await vi.waitFor(() => expect(collector.refused).toBe(2), 20_000)
      collector.answer(200)
      expect(await read(node)).toBe(200)
    },
    { logTo }
  )
  const lines = log
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines.map(({ msg, reason }) => [msg, reason])).toEqual([
    ['traces cannot be delivered', 400],
    ['traces are delivered again', undefined]
  ])
})
