import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { endpointNamed } from './calling.ts'
import {
  closed,
  expectHeaders,
  ofData,
  ofGuestPage,
  ofPage,
  security,
  unkept,
  type Headers
} from './expected-headers.ts'
import { everyPageRow } from './pages.ts'
import { plainAddresses } from './plain-addresses.ts'
import { openWire } from './raw.ts'
import { everyEndpoint, rows } from './rows.ts'
import { createWorld, sharedCategory } from './world.ts'

const forum = startForum({
  web: true,
  loopback: true,
  securityContact: 'mailto:security@forum.test'
})
const ask = openWire(forum)
const html = { accept: 'text/html' }

/** The status for a guest who names nothing that exists, without a query, and sends no JSON. */
function refusalOf(name: string): number {
  const { method, path, query, bodyBytes } = endpointNamed(name)
  const isClosed = rows[name]?.answers.startsWith('401')
  // A large body is read only for those who may send it.
  if (isClosed && (method === 'GET' || bodyBytes)) return 401
  if (method !== 'GET') return 400
  if (path.includes(':') || name === 'notifications.unsubscribePage') return 404
  return query?.safeParse({}).success === false ? 422 : 200
}

describe('the refusal of an endpoint', () => {
  test.each(everyEndpoint)('%s', async (name) => {
    const { method, path } = endpointNamed(name)
    const url = `/api/v1${path.replace(/:\w+/g, '%00')}`
    const invalid = { method, url, payload: '{"', headers: { 'content-type': 'application/json' } }
    const refused = await forum.guest.inject(invalid)
    expect(refused.status).toBe(refusalOf(name))
    expectHeaders(refused, ofData)
  })
})

describe('a page', () => {
  test.each(everyPageRow)('%s', async (route, row) => {
    const { reader } = row
    const world = await createWorld(
      forum,
      reader === 'guest' ? 'member' : reader,
      await sharedCategory(forum)
    )
    const url = await row.path(world)
    const signedIn = await world.caller.inject({ method: 'GET', url, headers: html })
    const guest = await forum.guest.inject({ method: 'GET', url, headers: html })
    const token = ['/join', '/solved'].includes(route) ? { 'referrer-policy': 'same-origin' } : {}
    const ofMember = { ...ofPage, ...unkept, ...token }
    expectHeaders(signedIn, signedIn.status === 200 ? ofMember : ofData)
    expectHeaders(guest, guest.status === 200 ? { ...guestPage(url), ...token } : ofData)
    if (guest.status === 200) expect(guest.headers['set-cookie']).toBeUndefined()
  })
})

const guestPage = (url: string) =>
  /^\/(search\b|signed-out\b|sign-in\/with\/)|token=/.test(url)
    ? { ...ofPage, ...unkept }
    : ofGuestPage

test('a cached page has the same headers, in every encoding and as 304', async () => {
  const first = await forum.guest.inject({ method: 'GET', url: '/', headers: html })
  for (const encoding of ['gzip', 'br', 'identity']) {
    const headers = { ...html, 'accept-encoding': encoding }
    const again = await forum.guest.inject({ method: 'GET', url: '/', headers })
    expectHeaders(again, ofGuestPage)
    expect(again.headers.etag).toBe(first.headers.etag)
  }
  const headers = { ...html, 'if-none-match': String(first.headers.etag) }
  const unchanged = await forum.guest.inject({ method: 'GET', url: '/', headers })
  expect([unchanged.status, unchanged.text]).toEqual([304, ''])
  expectHeaders(unchanged, ofGuestPage)
})

const document = { ...ofGuestPage, ...closed }
const styled = { ...ofData, 'content-security-policy': expect.stringContaining('style-src') }
const plain: Record<string, Headers> = {
  '/problems/invalid_input': styled,
  '/feed.xml': document,
  '/offline': styled,
  '/announcements/feed.xml': document,
  '/announcements/feed.json': document,
  '/articles/feed.xml': document,
  '/articles/feed.json': document,
  '/announcements/maintenance.ics': document,
  '/sitemap.xml': document,
  '/sitemap/categories.xml': document,
  '/sitemap/announcements.xml': document,
  '/sitemap/articles.xml': document,
  '/sitemap/threads/0.xml': document
}

test.each(plainAddresses)('%s', async (url) => {
  const answer = await forum.guest.inject({ method: 'GET', url })
  expect(answer.status).toBe(200)
  expectHeaders(answer, plain[url] ?? ofData)
})

test('the feeds of a category and a thread', async () => {
  const { thread } = await createWorld(forum, 'member', await forum.category({ slug: 'fed' }))
  for (const url of ['/c/fed/feed.xml', `/t/${(await thread()).id}/feed.xml`])
    expectHeaders(await forum.guest.inject({ method: 'GET', url }), plain['/feed.xml'] ?? {})
})

const built = fileURLToPath(new URL('../../../web/build/client', import.meta.url))
const files = readdirSync(built, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !/\.(br|gz)$/.test(entry.name))
  .map(({ parentPath, name }) => `${parentPath}/${name}`.slice(built.length).replaceAll('\\', '/'))

/** Styles and scripts have no header that browsers read of documents only. */
const {
  'cross-origin-opener-policy': _opener,
  'permissions-policy': _permissions,
  'referrer-policy': _referrer,
  ...ofPart
} = security

const isPart = (url: string) => /\.(?:css|js)$/.test(url)

/** A worker asks for pages under its own policy. */
const ofWorker = { 'content-security-policy': "default-src 'none'; connect-src 'self'" }

const policyOf = (url: string) => {
  if (url === '/service-worker.js') return ofWorker
  return isPart(url) ? {} : closed
}

test.each(files)('the file %s', async (url) => {
  const kept = /\/(immutable|enhance)\//.test(url)
  const cache = kept ? 'public, max-age=31536000, immutable' : 'no-cache'
  for (const encoding of ['identity', 'br']) {
    const headers = { 'accept-encoding': encoding }
    const { status, headers: answered } = await ask({ path: url, headers })
    expect(status).toBe(200)
    expectHeaders(
      { headers: answered },
      {
        ...(isPart(url) ? ofPart : security),
        ...policyOf(url),
        'cache-control': cache,
        ...(answered.vary && { vary: 'accept-encoding' })
      }
    )
  }
})

test('the documentation of the API uses its own files only', async () => {
  const page = await forum.guest.inject({ method: 'GET', url: '/api/docs/' })
  expect(page.status).toBe(200)
  const policy = String(page.headers['content-security-policy'])
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
  expect(policy).not.toMatch(/script-src[^;]*(unsafe|https?:|\*)/)
  expect(page.headers).toMatchObject(security)
})
