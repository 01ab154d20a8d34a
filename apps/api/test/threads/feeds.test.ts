import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { posts, threads } from '@stoa/threads/schema'
import { startForum, type Client } from '../forum.ts'
import { asks, replies } from './writing.ts'

const forum = startForum()

const read = (client: Client, url: string, language = 'en') =>
  client.inject({ method: 'GET', url, headers: { 'accept-language': language } })

test('the feed of the forum has the newest threads in the languages of the reader', async () => {
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

test('the feeds of a category and of a thread hold what belongs to them', async () => {
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

test('feeds show what guests see, also to those who see more', async () => {
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
  await db.update(threads).set({ state: 'hidden' }).where(eq(threads.id, open.id))
  expect((await read(staff, `/t/${open.id}/feed.xml`)).status).toBe(404)
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
