import { and, count, eq, gt, isNull } from 'drizzle-orm'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { announcements } from '@stoa/announcements/schema'
import { users } from '@stoa/accounts/schema'
import { articles, articleTranslations } from '@stoa/articles/schema'
import type { Locale } from '@stoa/core'
import { events, settings } from '@stoa/core/schema'
import { cases } from '@stoa/moderation/schema'
import { notifications } from '@stoa/notifications/schema'
import { searchDocuments } from '@stoa/search/schema'
import { recount } from '@stoa/threads'
import { posts, revisions, threadHistory, threadMarks, threads } from '@stoa/threads/schema'
import { savedReplies, ticketAnswers, tickets } from '@stoa/tickets/schema'
import { announceDemo } from '../../src/demo/announced.ts'
import { seedDemo } from '../../src/demo/seed.ts'
import { createForum, type Forum } from '../../src/forum.ts'
import { createClient, type Client } from '../client.ts'
import { startForum } from '../forum.ts'

const forum = startForum({ demo: true })
const password = 'demo-only-password'

let other: Forum
/** The site as another node knows it. */
const siteThere = async () =>
  (await other.app.inject({ url: '/api/v1/site', headers: { host: '127.0.0.1:3000' } })).body

beforeAll(async () => {
  other = await createForum({ ...forum.settings, role: 'web' })
  await other.start()
  expect(await siteThere()).not.toContain('Harbor')
  expect(await seedDemo(forum.context())).toBe(true)
})
afterAll(() => other.stop())

test('other nodes hear of the community at once', () =>
  vi.waitFor(async () => expect(await siteThere()).toContain('Harbor')))

const signIn = async (login: string): Promise<Client> => {
  const { status, headers, body } = await forum.guest.post('/sessions', { login, password })
  expect(status, login).toBe(201)
  const cookie = /stoa_session=[^;]+/.exec(String(headers['set-cookie']))?.[0] ?? ''
  return createClient(forum.app, forum.origin, {
    id: body.id,
    username: login,
    headers: { cookie }
  })
}

const countOf = async (table: typeof users | typeof threads | typeof posts) => {
  const [row] = await forum.connection.db.select({ count: count() }).from(table)
  return row?.count ?? 0
}

test('the community is as large as promised, and two years old', async () => {
  expect(await countOf(users)).toBeGreaterThanOrEqual(40)
  expect(await countOf(threads)).toBeGreaterThanOrEqual(120)
  expect(await countOf(posts)).toBeGreaterThanOrEqual(450)
  const { body } = await forum.guest.get('/categories')
  expect(body.items.length).toBeGreaterThanOrEqual(12)
  const { db } = forum.connection
  const [first] = await db.select().from(threads).orderBy(threads.createdAt).limit(1)
  expect(Date.parse(forum.now()) - Date.parse(first?.createdAt ?? '')).toBeGreaterThan(
    700 * 24 * 3600_000
  )
})

test('tickets have every state and topic, some a thread, and one a public answer', async () => {
  const rows = await forum.connection.db.select().from(tickets)
  expect(rows.length).toBeGreaterThanOrEqual(15)
  expect(new Set(rows.map(({ topic }) => topic)).size).toBe(7)
  expect(new Set(rows.map(({ state }) => state)).size).toBe(6)
  expect(rows.filter(({ threadId }) => threadId !== null).length).toBeGreaterThanOrEqual(3)
  const answers = await forum.connection.db.select().from(ticketAnswers)
  expect(answers).toMatchObject([{ state: 'published' }])
})

test('saved replies exist in every language, some for all topics, with variables', async () => {
  const rows = await forum.connection.db.select().from(savedReplies)
  expect(rows.length).toBeGreaterThanOrEqual(5)
  for (const text of rows.flatMap(({ names, body }) => [names, body]))
    expect(Object.keys(text).toSorted()).toEqual(['en', 'zh-CN', 'zh-TW'])
  expect(new Set(rows.map(({ topic }) => topic === null)).size).toBe(2)
  const words = JSON.stringify(rows)
  for (const name of ['{requester}', '{number}', '{agent}']) expect(words).toContain(name)
})

test('threads, posts, cases and links have every state', async () => {
  const { db } = forum.connection
  const states = await db.selectDistinct({ state: posts.state }).from(posts)
  expect(states.map(({ state }) => state).toSorted()).toEqual([
    'awaiting_approval',
    'hidden',
    'visible',
    'withdrawn'
  ])
  const lines = await db.selectDistinct({ kind: threadHistory.kind }).from(threadHistory)
  expect(lines.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['accepted', 'closed', 'moved', 'pinned', 'retitled'])
  )
  const outcomes = await db.selectDistinct({ outcome: cases.outcome }).from(cases)
  expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(
    new Set([null, 'upheld', 'dismissed'])
  )
  expect(await db.select().from(revisions)).not.toEqual([])
})

test('announcements have every type and state, are linked, and old', async () => {
  const { db } = forum.connection
  const rows = await db.select().from(announcements)
  expect(new Set(rows.map(({ type }) => type)).size).toBe(5)
  expect(new Set(rows.map(({ state }) => state)).size).toBe(6)
  const { months } = (await forum.guest.get('/announcements/archive')).body
  const listed = months.reduce((sum: number, { count }: { count: number }) => sum + count, 0)
  expect(listed).toBeGreaterThanOrEqual(8)
  const linked = await db.select().from(threadMarks).where(eq(threadMarks.kind, 'announcement'))
  expect(new Set(linked.map(({ ref }) => ref)).size).toBeGreaterThanOrEqual(2)
  const waiting = rows.filter(
    ({ notifyAt, notifiedAt }) => notifyAt !== null && notifiedAt === null
  )
  expect(waiting.filter(({ state }) => state === 'published')).toEqual([])
})

test('moderators have open cases', async () => {
  const [volunteer, staff] = [await signIn('volunteer'), await signIn('staff')]
  expect((await volunteer.get('/moderation/cases')).body.items.length).toBeGreaterThanOrEqual(3)
  expect((await volunteer.get('/me')).body.moderates).toHaveLength(2)
  expect((await staff.get('/moderation/posts')).body.items.length).toBeGreaterThanOrEqual(1)
})

test('trust levels are as in a real forum', async () => {
  const rows = await forum.connection.db.selectDistinct({ trust: users.trust }).from(users)
  expect(rows.map(({ trust }) => trust).toSorted()).toEqual(['basic', 'new', 'trusted'])
})

test('every counter equals a new count', async () => {
  const { db } = forum.connection
  for (const thread of await db.select().from(threads)) {
    const counted = await recount(db, thread.id)
    expect(thread, thread.title).toMatchObject(counted ?? {})
  }
})

test('all links within the forum lead to posts', async () => {
  const rows = await forum.connection.db.select({ body: posts.body }).from(posts)
  expect(rows.filter(({ body }) => body.includes('{thread:'))).toEqual([])
  const links = rows.flatMap(({ body }) =>
    Array.from(body.matchAll(/\]\(\/t\/(\d+)/g), ([, id]) => id)
  )
  expect(links.length).toBeGreaterThan(5)
  const reader = await signIn('staff')
  for (const id of links) expect((await reader.get(`/threads/${id}`)).status, id).toBe(200)
})

const publicTexts = ({ language }: { language?: Locale } = {}) =>
  forum.connection.db
    .select()
    .from(articleTranslations)
    .innerJoin(articles, eq(articles.id, articleTranslations.articleId))
    .where(
      and(
        gt(articleTranslations.publicRevision, 0),
        language && eq(articleTranslations.language, language)
      )
    )

test('articles are public in three languages, of every kind, at times in the past', async () => {
  for (const language of ['en', 'zh-CN'] as const)
    expect(new Set((await publicTexts({ language })).map(({ articles }) => articles.kind))).toEqual(
      new Set(['faq', 'guide', 'tutorial', 'post'])
    )
  expect((await publicTexts({ language: 'en' })).length).toBeGreaterThanOrEqual(30)
  expect((await publicTexts({ language: 'zh-CN' })).length).toBeGreaterThanOrEqual(30)
  expect((await publicTexts({ language: 'zh-TW' })).length).toBeGreaterThanOrEqual(10)
  for (const { article_translations: text } of await publicTexts())
    expect(Date.parse(text.publishedAt ?? ''), text.title).toBeLessThan(Date.parse(forum.now()))
  const series = (await forum.guest.get('/article-series')).body.items
  expect(series.map(({ articles }: { articles: number }) => articles)).toEqual([4, 3])
  const { overdue } = (await (await signIn('staff')).get('/articles/work')).body
  expect(overdue.length).toBeGreaterThan(0)
})

test('pictures of articles are described, and their links and files are there', async () => {
  const texts = (await publicTexts()).map(({ article_translations: text }) => text)
  const html = texts.map((text) => text.html).join('')
  const pictures = html.match(/<img [^>]*>|<video [^>]*>/g) ?? []
  expect(pictures.length).toBeGreaterThanOrEqual(25)
  for (const picture of pictures) expect(picture).toMatch(/(?:alt|aria-label)="[^"]+"/)
  const slugs = new Set(texts.map(({ slug }) => slug))
  for (const [, slug = ''] of html.matchAll(/href="\/articles\/([^"#]+)/g))
    expect(slugs).toContain(decodeURIComponent(slug))
  for (const id of new Set(html.match(/(?<=\/api\/v1\/uploads\/)[\w-]{22}/g)))
    expect((await forum.guest.get(`/uploads/${id}`)).status).toBe(200)
})

test('search finds the texts', async () => {
  const found = await forum.guest.get('/search?q=ERR_KYC_204')
  expect(found.body.items.length).toBeGreaterThan(0)
  const chinese = await forum.guest.get(`/search?q=${encodeURIComponent('充值')}`)
  expect(chinese.body.items.length).toBeGreaterThan(5)
})

test('a returning member finds news, bookmarks, drafts and a few notifications', async () => {
  const member = await signIn('member')
  const { body } = await member.get('/threads?language=all')
  const items: { unread: boolean; unreadFrom: number | null }[] = body.items
  expect(items.some(({ unread }) => unread)).toBe(true)
  expect(items.some(({ unread, unreadFrom }) => !unread && unreadFrom)).toBe(true)
  expect(items.some(({ unread, unreadFrom }) => !unread && !unreadFrom)).toBe(true)
  expect((await member.get('/bookmarks')).body.items.length).toBeGreaterThanOrEqual(3)
  expect((await member.get('/drafts')).body.items).toHaveLength(2)
  const { unread } = (await member.get('/notifications')).body
  expect(unread).toBeGreaterThan(0)
  expect(unread).toBeLessThan(10)
})

test('past events send no mails and leave no jobs', async () => {
  await forum.settle()
  const { db } = forum.connection
  const mails = await readdir(join(forum.folder, 'mail')).catch(() => [])
  expect(mails).toEqual([])
  expect(await db.select().from(events).where(isNull(events.dispatchedAt))).toEqual([])
  expect(await db.select().from(settings)).toEqual([])
  const old = await db.select().from(notifications).where(isNull(notifications.readAt))
  expect(old.length).toBeLessThan(200)
})

test('a second call changes nothing', async () => {
  const before = await countOf(posts)
  expect(await seedDemo(forum.context())).toBe(false)
  expect(await countOf(posts)).toBe(before)
})

test('the next call indexes the texts after an interruption', async () => {
  const { db } = forum.connection
  await db.delete(searchDocuments)
  await db.insert(settings).values({ name: 'demo_unindexed', value: true, updatedAt: forum.now() })
  await seedDemo(forum.context())
  expect((await forum.guest.get('/search?q=ERR_KYC_204')).body.items).not.toEqual([])
})

test('the announced accounts can sign in', async () => {
  const lines: string[] = []
  announceDemo((line) => lines.push(line))
  expect(lines.join('\n')).toContain(password)
  const addresses = lines.flatMap((line) => /\S+@demo\.test/.exec(line) ?? [])
  expect(addresses).toHaveLength(5)
  for (const address of addresses) await signIn(address)
})

test('demo accounts have the roles of their names', async () => {
  for (const role of ['member', 'volunteer', 'staff', 'admin'])
    expect((await (await signIn(role)).get('/me')).body.role).toBe(role)
})

test('one rule of the desk suggests threads, and another is off for trying', async () => {
  const desk = await signIn('staff')
  expect((await desk.get('/desk/suggestions')).body.items.length).toBeGreaterThan(0)
  const { items } = (await desk.get('/desk/rules')).body
  expect(items.map(({ enabled }: { enabled: boolean }) => enabled).sort()).toEqual([false, true])
})
