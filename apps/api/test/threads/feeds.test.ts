import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { posts, threads } from '@stoa/threads/schema'
import { startForum, type Client } from '../forum.ts'
import { asks, replies } from './writing.ts'

const forum = startForum()

const read = (client: Client, url: string, language = 'en') =>
  client.inject({ method: 'GET', url, headers: { 'accept-language': language } })

test('the forum’s feed has the newest threads in the reader’s languages', async () => {
  const member = await forum.user()
  const categoryId = await forum.category()
  const english = await asks(member, categoryId, { title: 'Withdrawal is stuck' })
  await asks(member, categoryId, { title: '提现一直在处理中' })
  const { headers, text } = await read(forum.guest, '/feed.xml')
  expect(headers['content-type']).toContain('application/atom+xml')
  expect(text).toContain(`${forum.origin}${english.url}`)
  expect(text).not.toContain('提现')
  expect((await read(forum.guest, '/feed.xml', 'zh-TW')).text).toContain('提现一直在处理中')
})

test('feeds of a category and of a thread contain what belongs to them', async () => {
  const member = await forum.user()
  const id = await forum.category({ slug: 'feed-here' })
  const here = await asks(member, id, { title: 'In this category' })
  await asks(member, await forum.category(), { title: 'In another one' })
  await replies(member, here.id, { body: 'A reply of mine' })
  const category = (await read(forum.guest, '/c/feed-here/feed.xml')).text
  expect(category).toContain('In this category')
  expect(category).not.toContain('In another one')
  expect((await read(forum.guest, `/t/${here.id}/feed.xml`)).text).toContain('A reply of mine')
  expect((await read(forum.guest, '/t/999999/feed.xml')).status).toBe(404)
})

test('feeds contain what guests see, even for readers who see more', async () => {
  const { db } = forum.connection
  const staff = await forum.user({ role: 'staff' })
  const secret = await forum.category({ slug: 'feed-secret', rule: 'staff_only' })
  await asks(staff, secret, { title: 'Among ourselves' })
  const open = await asks(staff, await forum.category(), { title: 'In the open' })
  const reply = await replies(staff, open.id, { body: 'hidden words' })
  await db.update(posts).set({ state: 'hidden' }).where(eq(posts.id, reply.id))
  expect((await read(staff, '/feed.xml')).text).not.toContain('Among ourselves')
  expect((await read(staff, '/c/feed-secret/feed.xml')).status).toBe(404)
  expect((await read(staff, `/t/${open.id}/feed.xml`)).text).not.toContain('hidden words')
  const gone = await asks(staff, await forum.category())
  await db.update(threads).set({ state: 'hidden' }).where(eq(threads.id, gone.id))
  expect((await read(staff, `/t/${gone.id}/feed.xml`)).status).toBe(404)
})

test('withdrawn posts leave every feed and sitemap at once, and caches too', async () => {
  const author = await forum.user()
  const { id } = await asks(author, await forum.category(), { title: 'Posted by mistake' })
  const addresses = ['/feed.xml', `/t/${id}/feed.xml`, '/sitemap/threads/0.xml', '/sitemap.xml']
  for (const url of addresses)
    expect((await read(forum.guest, url)).headers['cache-control']).toMatch(/no-cache/)
  await author.delete(`/threads/${id}`)
  for (const url of addresses) {
    const { text } = await read(forum.guest, url)
    expect(text, url).not.toMatch(/by mistake|by-mistake/)
  }
})

test('a feed or sitemap is sent again only after a change, without any statement', async () => {
  const author = await forum.user()
  const categoryId = await forum.category()
  for (const url of ['/feed.xml', '/sitemap/threads/0.xml']) {
    const { headers } = await read(forum.guest, url)
    const known = { 'accept-language': 'en', 'if-none-match': String(headers.etag) }
    const status = async () => (await forum.guest.inject({ url, headers: known })).status
    expect(await forum.count(async () => expect(await status()).toBe(304))).toBe(0)
    await asks(author, categoryId)
    expect(await status()).toBe(200)
  }
})

test('the sitemap leaves out unanswered threads of new members', async () => {
  const categoryId = await forum.category()
  const ours = await asks(await forum.user(), categoryId, { title: 'Of somebody known' })
  const theirs = await asks(await forum.user({ trust: 'new' }), categoryId, {
    title: 'Of a newcomer'
  })
  const { text } = await read(forum.guest, '/sitemap/threads/0.xml')
  expect(text).toContain(ours.url)
  expect(text).not.toContain(theirs.url)
})

test('the sitemap has one part per 5,000 thread ids, each read by one statement', async () => {
  const author = await forum.user()
  const categoryId = await forum.category()
  await forum.connection.sql`select setval('threads_id_seq', 12345)`
  const far = await asks(author, categoryId, { title: 'Far away' })
  let text = ''
  const statements = await forum.count(
    async () => void ({ text } = await read(forum.guest, '/sitemap.xml'))
  )
  const parts = [...text.matchAll(/threads\/(\d+)\.xml<\/loc><lastmod>(\S+?)</g)]
  expect(parts.map(([, part]) => part)).toEqual(['0', '2'])
  expect(Date.parse(parts[1]?.[2] ?? '')).toBeGreaterThan(Date.now() - 60_000)
  expect((await read(forum.guest, '/sitemap/threads/2.xml')).text).toContain(far.url)
  expect((await read(forum.guest, '/sitemap/threads/0.xml')).text).not.toContain(far.url)
  expect(statements).toBe(1)
})

test('a sitemap part without threads is 404', async () => {
  const answer = await read(forum.guest, '/sitemap/threads/999.xml')
  expect(answer.status).toBe(404)
})
