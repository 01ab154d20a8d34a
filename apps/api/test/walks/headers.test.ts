import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startForum, type TestAnswer } from '../forum.ts'
import { rightCall } from './allowed.ts'
import { endpointNamed, send } from './calling.ts'
import { everyPageRow, plainAddresses } from './pages.ts'
import { openWire } from './raw.ts'
import { everyEndpoint } from './rows.ts'
import { createWorld } from './world.ts'

type Headers = Record<string, unknown>

/** On every answer, whatever it is. */
const security = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'
}
const closed = { 'content-security-policy': "default-src 'none'; frame-ancestors 'none'" }
const unkept = { 'cache-control': 'private, no-store' }
const ofData = { ...security, ...closed, ...unkept }

/** The policy of pages; the hashes are those of the speculation rules and of what starts a page. */
const pagePolicy = new RegExp(
  "^default-src 'none'; connect-src 'self'; font-src 'self'; img-src 'self' data: blob:; " +
    "manifest-src 'self'; script-src 'self'(?: 'sha256-[\\w+/=]{44}'){1,2}; style-src-elem 'self'; " +
    "style-src-attr 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'$"
)
const ofPage = { ...security, 'content-security-policy': expect.stringMatching(pagePolicy) }
const ofGuestPage = {
  ...ofPage,
  'cache-control': 'private, no-cache',
  vary: 'accept-encoding, accept-language, cookie'
}

/** Endpoints whose answer is not data, and what it has instead. */
const special: Record<string, Headers> = {
  'uploads.show': {
    ...security,
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'cache-control': 'private, max-age=31536000, immutable'
  },
  'notifications.unsubscribePage': ofUnsubscription(),
  'notifications.unsubscribe': ofUnsubscription(),
  'notifications.live': { ...ofData, 'cache-control': 'no-store' }
}

function ofUnsubscription(): Headers {
  return {
    ...security,
    ...unkept,
    // Its address holds a token.
    'referrer-policy': 'no-referrer',
    'content-security-policy': expect.stringMatching(
      /^default-src 'none'; style-src 'sha256-[\w+/=]{44}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'$/
    )
  }
}

/** Of the headers that matter here, exactly these. */
function expectHeaders({ headers }: Pick<TestAnswer, 'headers'>, expected: Headers) {
  const names = [...Object.keys(security), 'content-security-policy', 'cache-control', 'vary']
  const mine = [...names, 'strict-transport-security', 'access-control-allow-origin', 'server']
  const found = mine.filter((name) => headers[name] !== undefined)
  expect(Object.fromEntries(found.map((name) => [name, headers[name]]))).toEqual(expected)
}

const forum = startForum({ web: true })
const ask = openWire(forum)
const html = { accept: 'text/html' }

describe('the answer of an endpoint', () => {
  test.each(everyEndpoint)('%s', async (name) => {
    const { world, call } = await rightCall(forum, name)
    const answer = await send(forum, world.caller, name, call)
    expect(answer.status, answer.text).toBeLessThan(400)
    expectHeaders(answer, special[name] ?? ofData)
  })
})

describe('the refusal of an endpoint', () => {
  test.each(everyEndpoint)('%s', async (name) => {
    const { method, path } = endpointNamed(name)
    const url = `/api/v1${path.replace(/:\w+/g, '%00')}`
    const invalid = { method, url, payload: '{"', headers: { 'content-type': 'application/json' } }
    const refused = await forum.guest.inject(invalid)
    expect(refused.status).toBeGreaterThanOrEqual(method === 'GET' ? 200 : 400)
    expectHeaders(refused, ofData)
  })
})

describe('a page', () => {
  test.each(everyPageRow)('%s', async (_route, row) => {
    const { reader } = row
    const world = await createWorld(
      forum,
      reader === 'guest' ? 'member' : reader,
      await forum.category()
    )
    const url = await row.path(world)
    const signedIn = await world.caller.inject({ method: 'GET', url, headers: html })
    const guest = await forum.guest.inject({ method: 'GET', url, headers: html })
    expectHeaders(signedIn, signedIn.status === 200 ? { ...ofPage, ...unkept } : ofData)
    expectHeaders(guest, guest.status === 200 ? guestPage(url) : ofData)
    if (guest.status === 200) expect(guest.headers['set-cookie']).toBeUndefined()
  })
})

const guestPage = (url: string) => (url.includes('token=') ? { ...ofPage, ...unkept } : ofGuestPage)

test('a page from the cache has the same headers, in every encoding, and as 304', async () => {
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

const publicFor = (seconds: number) => ({ 'cache-control': `public, max-age=${seconds}` })
const plain: Record<string, Headers> = {
  '/feed.xml': { ...ofData, ...publicFor(60), vary: 'accept-language, cookie' },
  '/sitemap.xml': { ...ofData, ...publicFor(3600) },
  '/sitemap/categories.xml': { ...ofData, ...publicFor(3600) },
  '/sitemap/threads/0.xml': { ...ofData, ...publicFor(3600) }
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
        ...security,
        ...closed,
        'cache-control': cache,
        ...(answered.vary && { vary: 'accept-encoding' })
      }
    )
  }
})

test('the documentation of the API keeps to its own files', async () => {
  const page = await forum.guest.inject({ method: 'GET', url: '/api/docs/' })
  expect(page.status).toBe(200)
  const policy = String(page.headers['content-security-policy'])
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
  expect(policy).not.toMatch(/script-src[^;]*(unsafe|https?:|\*)/)
  expect(page.headers).toMatchObject(security)
})

const errors: Record<string, [status: number, request: Parameters<typeof ask>[0]]> = {
  'an unknown page': [404, { path: '/no-such-page', headers: html }],
  'an unknown endpoint': [404, { path: '/api/v1/no-such-endpoint' }],
  'an unknown file': [404, { path: '/no-such-file.js' }],
  'an unknown feed': [404, { path: '/t/999999/feed.xml' }],
  'a twisted address': [404, { path: '/t/%2e%2e/' }],
  'an address that cannot be decoded': [400, { path: '/api/v1/threads/%zz' }],
  'a page address that cannot be decoded': [400, { path: '/t/%zz' }],
  'a foreign Host': [421, { path: '/', headers: { host: 'evil.test' } }],
  'a foreign Host of the API': [421, { path: '/api/v1/me', headers: { host: 'evil.test' } }],
  'a foreign Origin': [403, { method: 'POST', path: '/sign-in', headers: { origin: 'null' } }],
  'a method that a page does not know': [404, { method: 'DELETE', path: '/' }],
  'a token that is none': [401, { path: '/api/v1/me', headers: { authorization: 'Bearer x' } }],
  'a page with a token that is none': [401, { path: '/', headers: { authorization: 'Bearer x' } }],
  'a body that is no JSON': [
    400,
    {
      method: 'POST',
      path: '/api/v1/sessions',
      headers: { 'content-type': 'application/json' },
      body: '{'
    }
  ],
  'a body of an unknown kind': [
    415,
    { method: 'POST', path: '/api/v1/sessions', headers: { 'content-type': 'text/csv' }, body: 'a' }
  ],
  'a body that is too large': [
    413,
    {
      method: 'POST',
      path: '/api/v1/sessions',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login: 'x'.repeat(300_000) })
    }
  ],
  'a parameter that is too long': [404, { path: `/api/v1/users/${'x'.repeat(2000)}` }]
}

test('a file of another build is not kept as missing', async () => {
  const answer = await ask({ path: '/_app/immutable/no-such-file.js' })
  expect(answer.status).toBe(404)
  expectHeaders(answer, { ...ofData, 'cache-control': 'public, max-age=0, must-revalidate' })
})

describe('an error', () => {
  test.each(Object.entries(errors))('%s', async (_name, [status, request]) => {
    const answer = await ask(request)
    expect(answer.status, answer.text).toBe(status)
    const isPage = String(answer.headers['content-type']).startsWith('text/html')
    expectHeaders(answer, isPage ? { ...ofPage, ...unkept } : ofData)
  })

  test('a bug answers without its text, as data and as a page', async () => {
    const categories = endpointNamed('threads.categories')
    const { handle } = categories
    onTestFinished(() => void (categories.handle = handle))
    categories.handle = () => Promise.reject(new Error('relation "users" of 10.0.0.7'))
    for (const path of ['/api/v1/categories', '/ask?title=x']) {
      const answer = await ask({ path, headers: html })
      expect(answer.status).toBe(500)
      expect(answer.text).not.toMatch(/relation|10\.0\.0\.7|\.ts:/)
      const isPage = String(answer.headers['content-type']).startsWith('text/html')
      expect(answer.headers).toMatchObject({ ...security, ...unkept })
      if (!isPage) expectHeaders(answer, ofData)
    }
  })
})

describe('over https', () => {
  const origin = 'https://forum.example'
  const secure = startForum({ web: true, origin })

  test('every kind of answer demands https from then on', async () => {
    const hsts = { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }
    for (const url of ['/', '/api/v1/me', '/feed.xml', '/no-such-page', '/icon.svg', '/healthz'])
      expect((await secure.guest.inject({ method: 'GET', url })).headers).toMatchObject(hsts)
    const foreign = { url: '/', headers: { host: 'evil.test' } }
    expect((await secure.guest.inject(foreign)).headers).toMatchObject(hsts)
  })

  test('the session cookie is for this host and https only', async () => {
    const { status, headers } = await secure.guest.delete('/sessions/current')
    const cookies = [headers['set-cookie']].flat().filter(Boolean)
    expect(status).toBe(204)
    for (const cookie of cookies)
      expect(cookie).toMatch(/^__Host-.*; Path=\/; HttpOnly; SameSite=Lax; Secure/)
  })
})
