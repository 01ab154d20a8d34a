import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { guest } from '@stoa/core'
import {
  connectServer,
  failureOf,
  keepUp,
  lateness,
  repairMeilisearch,
  storeFollowingFailure,
  type Server
} from '@stoa/search'
import { searchFollowers } from '@stoa/search/schema'
import { checkEngine } from '../../src/doctor/search-checks.ts'
import { asksIn } from '../../src/metrics/database.ts'
import { readSearchProgress, watchSearch } from '../../src/metrics/search.ts'
import { createSearch } from '../../src/search-engine.ts'
import { createFollower } from '../../src/search-following.ts'
import { searchReports } from '../../src/search-reports.ts'
import { startForum } from '../forum.ts'
import { createThread } from '../posting.ts'
import { startServer, type FakeServer } from '../search/meilisearch-server.ts'

let server: FakeServer
const forum = startForum({
  meili: async () => {
    server = await startServer()
    return { url: server.url, key: 'may write', searchKey: 'may search' }
  }
})

beforeAll(async () => {
  await createThread(await forum.user(), await forum.category())
  await forum.settle()
})
afterAll(() => server.close())

const finding = () => checkEngine({ ...forum, configuration: forum.settings, now: forum.now() })

test('doctor says version, posts, lag, size, why it was built, and who searches', async () => {
  const { level, words } = await finding()
  expect(level).toBe('good')
  expect(words).toMatch(/^Meilisearch 1\.18\.0 searches 1 posts and is 0 events behind\./)
  expect(words).toMatch(/12 MB.* because there was none\. A key of its own searches\.$/)
})

test('doctor points out one key for both, and a server that is missing', async () => {
  const { searchServer } = forum.ports
  if (!searchServer) throw new Error('no server')
  forum.ports.searchServer = { ...searchServer, hasSearchKey: false }
  expect(await finding()).toMatchObject({
    level: 'look',
    words: expect.stringContaining('SEARCH_KEY')
  })
  forum.ports.searchServer = searchServer
  server.broken = 503
  expect((await finding()).level).toBe('broken')
  server.broken = undefined
  delete forum.ports.searchServer
  expect(await finding()).toEqual({ level: 'good', words: 'PostgreSQL searches.' })
  forum.ports.searchServer = searchServer
})

test('administrators see what searches, and why Meilisearch does not', async () => {
  const admin = await forum.user({ role: 'admin' })
  await forum.settle()
  const { body } = await admin.get('/admin/search')
  expect(body).toMatchObject({ engine: 'meilisearch', meilisearch: { lag: { events: 0 } } })
  expect(body.meilisearch.server).toMatchObject({ version: '1.18.0', buildReason: 'missing' })
  server.broken = 503
  const away = await admin.get('/admin/search')
  server.broken = undefined
  expect(away.body).toMatchObject({ engine: 'postgres', meilisearch: { server: null } })
  expect(away.body.meilisearch.failure.reason).toBe('failed')
})

test('metrics count searches by engine, fallbacks by reason, and the lag', async () => {
  const registry = new Registry()
  const metrics = watchSearch(registry)
  const reports = { onError() {}, onRecovery() {}, metrics }
  const search = createSearch({ ...forum.settings, meili: { url: server.url } }, reports)
  const ask = () => search.ports.searchEngine.suggest(guest, 'withdrawal', 1)
  await ask()
  server.broken = 503
  await ask()
  await ask()
  server.broken = undefined
  const text = await registry.metrics()
  expect(text).toContain('stoa_search_duration_seconds_count{engine="meilisearch"} 1')
  expect(text).toContain('stoa_search_duration_seconds_count{engine="postgres"} 2')
  expect(text).toContain('stoa_search_fallbacks_total{reason="failed"} 1')
  expect(text).toContain('stoa_search_fallbacks_total{reason="resting"} 1')
  expect(await progressMetrics()).toMatch(/^stoa_search_lag_events \d+$/m)
  await search.close()
})

/** The failure of the follower with a server that answers so. */
async function failureWith(answer: RequestListener) {
  const http = createServer(answer).listen(0, '127.0.0.1')
  await new Promise((resolve) => http.once('listening', resolve))
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  const failed: unknown = await keepUp(forum.context, connectServer({ url })).catch(
    (error: unknown) => error
  )
  http.close().closeAllConnections()
  return failureOf(failed)
}

const json =
  (status: number, body: object): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }
const coded = (code: string) => ({
  message: `it says ${code}`,
  code,
  type: 'auth',
  link: 'https://docs.meilisearch.com/errors'
})

test.each<[string, string, RequestListener]>([
  ['answers in HTML', 'not_meilisearch', (_, response) => response.end('<h1>Welcome</h1>')],
  ['is of another make', 'not_meilisearch', json(401, { code: 'unauthorized', status: 401 })],
  ['refuses the key', 'key', json(403, coded('invalid_api_key'))],
  ['wants a key', 'key', json(401, coded('missing_authorization_header'))],
  ['has no room', 'disk_full', json(500, coded('no_space_left_on_device'))],
  ['hangs up', 'unreachable', ({ socket }) => void socket.destroy()]
])('a server that %s is called %s', async (_which, reason, answer) => {
  expect((await failureWith(answer))?.reason).toBe(reason)
})

test('an outage is said once, and its end when searching and following work', () => {
  const lines: string[] = []
  const log = () => ({ warn: (line: string) => void lines.push(line) })
  const fail = (error: unknown) => {
    throw error
  }
  const { searching, following } = searchReports({ log, fail })
  for (const { onError } of [searching, following, searching]) onError(new SyntaxError('no JSON'))
  searching.onRecovery()
  searching.onRecovery()
  expect(lines).toEqual([expect.stringMatching(/is not Meilisearch \(no JSON\)/)])
  following.onRecovery()
  following.onRecovery()
  expect(lines.slice(1)).toEqual(['Meilisearch works again.'])
  expect(() => searching.onError(new TypeError('a bug'))).toThrow('a bug')
})

const progressMetrics = () => {
  const registry = new Registry()
  readSearchProgress(
    asksIn(registry, () => false),
    forum.connection
  )
  return registry.metrics()
}

/** Runs a follower until something holds. */
async function whileFollowing(holds: () => Promise<void>) {
  const reports = { onError() {}, onRecovery() {}, fail() {}, log: () => ({ warn() {} }) }
  const follower = createFollower(forum.ports.searchServer, forum.context, reports)
  follower?.start()
  await vi.waitFor(holds, { timeout: 20_000, interval: 50 })
  await follower?.stop()
}

test('what hinders the follower is known to doctor, administrators and metrics', async () => {
  const admin = await forum.user({ role: 'admin' })
  await createThread(admin, await forum.category())
  server.failing.add('documentAdditionOrUpdate')
  await whileFollowing(async () => expect((await finding()).level).toBe('broken'))
  expect((await finding()).words).toMatch(/It does not follow what is written: Meilisearch failed/)
  const { body } = await admin.get('/admin/search')
  expect(body.meilisearch).toMatchObject({ failure: null, followingFailure: { reason: 'failed' } })
  expect(await progressMetrics()).toContain('stoa_search_following_failure{reason="failed"} 1')
  server.failing.clear()
  await whileFollowing(async () => expect(await progressMetrics()).not.toContain('reason='))
  expect((await finding()).level).toBe('good')
})

/** A server that accepts connections and never answers, while `use` runs. */
async function withFrozenServer(use: (frozen: Server, asked: () => boolean) => Promise<void>) {
  let isAsked = false
  const http = createServer(() => void (isAsked = true)).listen(0, '127.0.0.1')
  await new Promise((resolve) => http.once('listening', resolve))
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  await use(connectServer({ url }), () => isAsked).finally(() => http.closeAllConnections())
  http.close()
}

test('doctor does not wait long for a frozen server', { timeout: 15_000 }, async () => {
  await withFrozenServer(async (frozen) => {
    const failed: unknown = await repairMeilisearch(forum.context, frozen).catch(
      (error: unknown) => error
    )
    expect(failureOf(failed)?.reason).toBe('slow')
  })
})

test('nor does the end of the forum, and nothing is said', { timeout: 15_000 }, async () => {
  const errors: unknown[] = []
  const report = (error: unknown) => void errors.push(error)
  const reports = { onRecovery() {}, log: () => ({ warn() {} }), onError: report, fail: report }
  await withFrozenServer(async (frozen, asked) => {
    const follower = createFollower(frozen, forum.context, reports)
    follower?.start()
    await vi.waitFor(() => expect(asked()).toBe(true))
    await follower?.stop()
  })
  // The round that was left ends when the connection does.
  await wait(100)
  expect(errors).toEqual([])
})

test('a failure of a follower that no longer runs is forgotten', async () => {
  await storeFollowingFailure(forum.context(), new SyntaxError('no JSON'))
  expect((await finding()).words).toContain('is not Meilisearch')
  forum.advance(11 * 60_000)
  expect((await finding()).words).not.toContain('is not Meilisearch')
})

test('without an index it is not called behind', async () => {
  await forum.connection.db.delete(searchFollowers)
  expect(await lateness(forum.context())).toBe('no_index')
})
