import { randomBytes } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { bodyOf, keptPages, toCached } from '../../src/pages/page-cache.ts'
import { startForum, type Client } from '../forum.ts'
import { createThread } from '../posting.ts'
import { pick, tried } from './fuzzing.ts'
import { everyPageRow } from './pages.ts'
import { calledDuring } from './watching.ts'
import { createWorld } from './world.ts'

const forum = startForum({ web: true })

// Guests of one address read at most 600 pages a minute.
beforeEach(() => forum.advance(61_000))

const read = (client: Client, url: string, headers: Record<string, string> = {}) =>
  client.inject({ method: 'GET', url, headers })

/** Clears the page cache, so that the next request fills it. */
const clearPages = () => forum.ports.committed([{ type: 'test.all', payload: {} }])

const forGuests = everyPageRow.filter(([, { reader, status }]) => reader === 'guest' && !status)
// A form's key is new each time a page is rendered.
const withoutKeys = (text: string) =>
  text.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'key').replace(/<time.*?<\/time>/g, '')

describe('guests get no byte of what signed-in users saw, nor the reverse', () => {
  test.each(forGuests)('%s', async (_route, row) => {
    const world = await createWorld(forum, 'guest', await forum.category())
    const url = await row.path(world)
    const reader = await forum.user({ username: `reader${Math.random().toString(36).slice(2)}` })
    clearPages()
    const clean = await read(forum.guest, url)
    clearPages()
    const own = await read(reader, url)
    const after = await read(forum.guest, url)
    expect(withoutKeys(after.text)).toBe(withoutKeys(clean.text))
    expect(after.text).not.toContain(reader.username)
    const again = await read(reader, url)
    expect(again.status).toBe(own.status)
    if (own.status === 200) expect(again.text).toContain(reader.username)
  })
})

const evil = 'evil.test'

/** Headers and queries that might change a page that is cached for others. */
const poisons: Record<string, { headers?: Record<string, string>; query?: string }> = {
  'another name of this host': { headers: { host: 'localhost:3000' } },
  'a forwarded host': { headers: { 'x-forwarded-host': evil, forwarded: `host=${evil}` } },
  'a forwarded scheme and port': {
    headers: { 'x-forwarded-proto': 'https', 'x-forwarded-port': '444', 'x-forwarded-ssl': 'on' }
  },
  'a forwarded prefix': { headers: { 'x-forwarded-prefix': `//${evil}`, 'x-script-name': '/x' } },
  'a forwarded address': { headers: { 'x-forwarded-for': evil, 'x-real-ip': evil } },
  'another address': { headers: { 'x-original-url': '/ask', 'x-rewrite-url': '/ask' } },
  'another method': { headers: { 'x-http-method-override': 'POST', 'x-method-override': 'POST' } },
  'a language that is none': { headers: { 'accept-language': '"><script>alert(1)</script>' } },
  'a cookie that chooses nothing': { headers: { cookie: 'theme=<script>; locale=xx; a=1' } },
  'an origin': { headers: { origin: `https://${evil}`, referer: `https://${evil}/` } },
  'an unknown parameter': { query: 'utm_source=evil.test&_=%3Cscript%3E&callback=x' },
  'a page of data only': { query: 'x-sveltekit-invalidated=11' },
  'a fetch for data': { headers: { accept: 'application/json', 'x-sveltekit-action': 'true' } }
}

describe('the cache key is path, known parameters and language, nothing else', () => {
  test.each(forGuests)('%s', async (route, row) => {
    const world = await createWorld(forum, 'guest', await forum.category())
    const url = await row.path(world)
    clearPages()
    const clean = withoutKeys((await read(forum.guest, url)).text)
    for (const [how, { headers, query }] of pick(Object.entries(poisons), route)) {
      clearPages()
      const address = query ? `${url}${url.includes('?') ? '&' : '?'}${query}` : url
      await read(forum.guest, address, headers)
      expect(withoutKeys((await read(forum.guest, url)).text), tried(how)).toBe(clean)
    }
  })
})

test('the data of a page is never cached under the address of the page', async () => {
  clearPages()
  const data = await read(forum.guest, '/__data.json')
  expect((await read(forum.guest, '/')).headers['content-type']).toContain('text/html')
  expect(data.text).not.toContain('<html')
})

test('what a page loads is serialised for no browser', async () => {
  const { nodes } = JSON.parse((await read(forum.guest, '/__data.json')).text)
  for (const { data } of nodes) expect(data).toEqual([['nothing', 1], 1])
})

test('languages are cached separately, and a theme is written into the page sent', async () => {
  clearPages()
  const languages = { 'zh-CN': 'zh-CN', 'zh-HK': 'zh-TW', en: 'en', xx: 'en' }
  for (const [asked, lang] of Object.entries(languages)) {
    const { text } = await read(forum.guest, '/', { 'accept-language': asked })
    expect(text).toContain(`<html lang="${lang}"`)
  }
  const dark = await read(forum.guest, '/', { cookie: 'theme=dark' })
  expect(dark.text).toContain('data-theme="dark"')
  expect((await read(forum.guest, '/')).text).not.toContain('data-theme')
})

test('4,000 variants of an address are rendered once per language', async () => {
  clearPages()
  let rendered = 0
  for (let variant = 0; variant < 4000; variant += 1) {
    const headers = {
      'accept-language': `de-${variant},zh;q=0.${variant % 10}`,
      host: '127.0.0.1:3000'
    }
    const url = `/ask?v${variant}=${variant}&fbclid=${variant}`
    const called = await calledDuring(() => forum.app.inject({ url, headers }))
    if (called.length > 0) rendered += 1
  }
  expect(rendered).toBeLessThanOrEqual(2)
})

test('cached pages stay below 64 MB, however many addresses are requested', async () => {
  const { cache } = keptPages()
  const text = randomBytes(45_000).toString('base64')
  const facts = { type: 'text/html', policy: '', threadId: null }
  const page = toCached({ parts: [text], places: [] }, facts)
  const keys = Array.from({ length: 4000 }, (_, at) => `en  /search?q=${at}${'x'.repeat(4000)}`)
  for (const key of keys) await cache.fill(key, null, () => Promise.resolve(page))
  const bodies = [text, await bodyOf(page, 'gzip'), await bodyOf(page, 'br')]
  const size = bodies.reduce((sum, body) => sum + body.length, 0)
  const kept = keys.filter((key) => cache.get(key) !== undefined)
  const bytes = kept.reduce((sum, key) => sum + size + key.length * 2, 0)
  expect(bytes).toBeLessThanOrEqual(64 * 1024 * 1024)
  expect(kept.length).toBeGreaterThan(100)
})

test('removed content leaves all cached pages at once, also those of other threads', async () => {
  const author = await forum.user()
  const categoryId = await forum.category()
  const title = 'Withdrawal stuck on the violet network'
  const gone = await createThread(author, categoryId, { title })
  const like = 'Is a withdrawal stuck on the violet network too?'
  const other = await createThread(author, categoryId, { title: like })
  await forum.settle()
  const addresses = [
    `/t/${other.id}`,
    `/t/${gone.id}`,
    '/',
    '/search?q=violet',
    `/u/${author.username}`
  ]
  for (const url of addresses) await read(forum.guest, url)
  expect((await read(forum.guest, `/t/${other.id}`)).text).toContain(title)
  const admin = await forum.user({ role: 'admin' })
  expect((await admin.post(`/posts/${gone.postId}/hiding`, { reason: 'scam' })).status).toBe(204)
  for (const url of addresses) expect((await read(forum.guest, url)).text, url).not.toContain(title)
})
