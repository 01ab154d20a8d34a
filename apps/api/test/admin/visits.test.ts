import { beforeAll, expect, test } from 'vitest'
import { deleteVisitors, recordVisit, writeRecorded } from '@stoa/statistics'
import { dailyVisitors, visitSalts } from '@stoa/statistics/schema'
import { startForum } from '../forum.ts'
import { createThread } from '../posting.ts'

const forum = startForum({ web: true })
const day = 24 * 3600_000
const browser = 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0'
let thread: string

const read = (url: string, address = '192.0.2.1', headers: Record<string, string> = {}) =>
  forum.guest.inject({
    ...{ method: 'GET', url, remoteAddress: address },
    headers: { 'user-agent': browser, 'accept-language': 'en', ...headers }
  })
const write = () => writeRecorded(forum.context())

async function visits(path = '') {
  const { body } = await (await forum.user({ role: 'admin' })).get(`/statistics${path}`)
  return body.visits
}

beforeAll(async () => {
  const parentId = await forum.category({ slug: 'money' })
  const categoryId = await forum.category({ slug: 'deposits', parentId })
  thread = `/t/${(await createThread(await forum.user(), categoryId)).id}`
  await read(thread)
  await write()
})

test('a page waits for no statement; those of a minute are one for all', async () => {
  const before = (await visits()).total
  const address = (index: number) => `192.0.2.${index}`
  const open = () =>
    Promise.all(Array.from({ length: 20 }, (_, i) => read(thread, address(10 + i))))
  // From the cache of guests' pages.
  expect(await forum.count(open)).toBe(0)
  expect(await forum.count(write)).toBe(1)
  expect(await forum.count(write)).toBe(0)
  await open()
  await write()
  expect((await visits()).total).toBe(before + 20)
  expect((await visits('?category=deposits')).total).toBe(21)
  expect((await visits('?category=money')).total).toBe(21)
  expect((await visits('?language=en')).total).toBe(before + 20)
})

test('robots, prefetches, errors and the API are no visits; no cookie is set', async () => {
  const before = (await visits()).total
  await read('/', '198.51.100.1', { 'user-agent': 'Googlebot/2.1' })
  await read('/', '198.51.100.2', { 'sec-purpose': 'prefetch;prerender' })
  await read('/t/999999', '198.51.100.3')
  await read('/api/v1/threads', '198.51.100.4')
  await write()
  expect((await visits()).total).toBe(before)
  expect((await read('/', '198.51.100.5')).headers['set-cookie']).toBeUndefined()
  await write()
})

test('several nodes that write at once count a visitor once, and add up the others', async () => {
  const before = (await visits()).total
  const nodes = [forum.context(), { ...forum.context(), ports: { ...forum.ports } }]
  const visit = {
    at: forum.now(),
    userAgent: browser,
    language: 'en',
    threadId: null,
    category: null
  }
  for (const [index, { ports }] of nodes.entries())
    for (const address of ['203.0.113.9', `203.0.113.${index}`])
      recordVisit(ports, { ...visit, address })
  await Promise.all(nodes.map(writeRecorded))
  expect((await visits()).total).toBe(before + 3)
})

test('one network makes 256 visitors a day at most, however many browsers it invents', async () => {
  const { ports } = forum
  const before = (await visits()).total
  const visit = { at: forum.now(), language: 'en', threadId: null, category: null }
  for (let n = 0; n < 20_000; n += 1)
    recordVisit(ports, { ...visit, address: `2001:db8::${n % 90}`, userAgent: `${browser} ${n}` })
  recordVisit(ports, { ...visit, address: '2001:db8:0:1::1', userAgent: browser })
  await write()
  expect((await visits()).total - before).toBe(257)
})

test('what could not be written is written with the next', async () => {
  const before = (await visits()).total
  await read('/', '203.0.113.77')
  const broken = { ...forum.context(), db: { execute: () => Promise.reject(new Error('away')) } }
  await expect(writeRecorded(broken as never)).rejects.toThrow('away')
  await write()
  expect((await visits()).total).toBe(before + 1)
})

test('a visitor is a hash, whose salt and row end with the day', async () => {
  const { db } = forum.connection
  const stored = JSON.stringify(await db.select().from(dailyVisitors))
  expect(stored).not.toContain('192.0.2')
  const [salt] = await db.select().from(visitSalts)
  forum.advance(day)
  await read(thread)
  await write()
  await deleteVisitors(forum.context())
  const salts = await db.select().from(visitSalts)
  expect(salts).toHaveLength(1)
  expect(salts[0]?.salt).not.toBe(salt?.salt)
  expect(new Set((await db.select().from(dailyVisitors)).map(({ day }) => day)).size).toBe(1)
  expect((await visits()).values.at(-1)).toBe(1)
})

test('searches without result are counted with the visits', async () => {
  const admin = await forum.user({ role: 'admin' })
  await forum.guest.get('/search?q=qwertyuiopzx')
  expect(await forum.count(write)).toBe(1)
  expect((await admin.get('/statistics')).body.searchesWithoutResult.total).toBe(1)
})
