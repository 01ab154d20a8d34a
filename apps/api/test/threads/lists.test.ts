import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { after } from '@stoa/core'
import { mutedUsers } from '@stoa/accounts/schema'
import {
  categoryFollowings,
  readings,
  threadFollowings,
  threadMarks,
  threads
} from '@stoa/threads/schema'
import { startForum, type Client } from '../forum.ts'
import { asks, replies } from './writing.ts'

const forum = startForum()

type Row = { id: number; title: string; unread: boolean; unreadFrom: number | null }

async function read(client: Client, query: Record<string, string>, language = 'en') {
  const path = `/threads?${new URLSearchParams(query).toString()}`
  const { status, body } = await client.get(path, { 'accept-language': language })
  expect(status, JSON.stringify(body)).toBe(200)
  return body as { items: Row[]; pinned?: Row[]; next: string | null; inOtherLanguages?: number }
}
const idsOf = async (...query: Parameters<typeof read>) =>
  (await read(...query)).items.map(({ id }) => id)

const set = (id: number, values: Partial<typeof threads.$inferInsert>) =>
  forum.connection.db.update(threads).set(values).where(eq(threads.id, id))

let serial = 0
async function aCategory(values: Parameters<typeof forum.category>[0] = {}) {
  const slug = `list-${(serial += 1)}`
  return { slug, id: await forum.category({ slug, ...values }) }
}

describe('sorts', () => {
  test('latest uses the last post, newest the first, votes their number', async () => {
    const { id, slug: category } = await aCategory()
    const member = await forum.user()
    const old = (await asks(member, id)).id
    forum.advance(1000)
    const young = (await asks(member, id)).id
    forum.advance(1000)
    await replies(member, old)
    await set(young, { voteCount: 3 })
    expect(await idsOf(forum.guest, { category })).toEqual([old, young])
    expect(await idsOf(forum.guest, { category, sort: 'newest' })).toEqual([young, old])
    expect(await idsOf(forum.guest, { category, sort: 'votes' })).toEqual([young, old])
    expect(await idsOf(forum.guest, { category, unanswered: 'true' })).toEqual([young])
  })

  test.each<[string, string?]>([
    ['latest'],
    ['newest'],
    ['votes'],
    ['latest', 'true'],
    ['votes', 'true']
  ])(
    'by %s (unanswered: %s), pages list each thread once, even with ties',
    async (sort, unanswered) => {
      const { id, slug: category } = await aCategory()
      const member = await forum.user({ role: 'staff' })
      const made: number[] = []
      for (let time = 0; time < 53; time += 1) made.push((await asks(member, id)).id)
      const tie = { createdAt: forum.now(), lastPostAt: forum.now() }
      await forum.connection.db.update(threads).set(tie).where(eq(threads.categoryId, id))
      const seen: number[] = []
      for (let cursor: string | null = ''; cursor !== null;) {
        const page = await read(forum.guest, {
          ...{ category, sort, ...(unanswered && { unanswered }) },
          ...(cursor && { cursor })
        })
        seen.push(...page.items.map((row) => row.id))
        cursor = page.next
      }
      expect(seen).toEqual(made.reverse())
    }
  )

  test('a page has as many threads as were asked for, at most 25', async () => {
    const { id, slug: category } = await aCategory()
    const made: number[] = []
    for (const asker of [await forum.user(), await forum.user(), await forum.user()])
      made.unshift((await asks(asker, id)).id)
    const { items, next } = await read(forum.guest, { category, sort: 'newest', limit: '2' })
    expect(items.map((row) => row.id)).toEqual(made.slice(0, 2))
    const behind = { category, sort: 'newest', limit: '2', cursor: next ?? '' }
    expect(await idsOf(forum.guest, behind)).toEqual(made.slice(2))
    for (const limit of [0, 26])
      expect((await forum.guest.get(`/threads?limit=${limit}`)).status).toBe(422)
  })

  test('a cursor of another sort or an invalid one is refused', async () => {
    const bad = Buffer.from('["x",1]').toString('base64url')
    const { status, body } = await forum.guest.get(`/threads?cursor=${bad}`)
    expect([status, body.code]).toEqual([422, 'invalid_cursor'])
  })
})

describe('filters', () => {
  test('by kind, tag, author, solved and closed', async () => {
    const { id, slug: category } = await aCategory()
    const [anna, other] = [await forum.user(), await forum.user()]
    const question = (await asks(anna, id, { tags: ['api'] })).id
    const discussion = (await asks(other, id, { kind: 'discussion' })).id
    await set(question, { solvedAt: forum.now(), closedAt: forum.now() })
    for (const [name, value] of Object.entries({
      kind: 'question',
      tag: 'API',
      author: anna.username,
      solved: 'true',
      closed: 'true'
    }))
      expect(await idsOf(forum.guest, { category, [name]: value }), name).toEqual([question])
    expect(await idsOf(forum.guest, { category, solved: 'false' })).toEqual([discussion])
    expect(await idsOf(forum.guest, { author: 'nobody-of-this-name' })).toEqual([])
  })

  test('by official posts and replies, in any order; hidden posts do not count', async () => {
    const { id, slug: category } = await aCategory()
    const [member, staff] = [await forum.user(), await forum.user({ role: 'staff' })]
    const official = (await asks(member, id)).id
    const silent = (await asks(member, id, { kind: 'discussion' })).id
    const hidden = (await asks(member, id)).id
    await replies(staff, official)
    const { id: reply } = await replies(staff, hidden)
    const admin = await forum.user({ role: 'admin' })
    const { status } = await admin.post(`/posts/${reply}/hiding`, { reason: 'spam' })
    expect(status).toBe(204)
    const filtered = (query: object) => idsOf(forum.guest, { category, ...query })
    for (const sort of ['latest', 'newest', 'votes']) {
      expect(await filtered({ sort, official: 'true' })).toEqual([official])
      expect(await filtered({ sort, unanswered: 'true' })).toEqual([hidden, silent])
    }
    expect(await filtered({ unanswered: 'true', kind: 'question' })).toEqual([hidden])
    expect(await filtered({ official: 'false', unanswered: 'false' })).toEqual([])
  })

  test('by the reader’s languages, both Chinese scripts as one, or any other', async () => {
    const { id, slug: category } = await aCategory()
    const member = await forum.user()
    const en = (await asks(member, id)).id
    const cn = (await asks(member, id, { language: 'zh-CN' })).id
    const tw = (await asks(member, id, { language: 'zh-TW' })).id
    expect(await idsOf(forum.guest, { category })).toEqual([en])
    expect(await idsOf(forum.guest, { category }, 'zh-TW')).toEqual([tw, cn])
    expect(await idsOf(forum.guest, { category, language: 'zh-CN' })).toEqual([cn])
    expect(await idsOf(forum.guest, { category, language: 'all' })).toEqual([tw, cn, en])
  })

  test('an empty list counts visible threads in other languages', async () => {
    const { id, slug: category } = await aCategory()
    const member = await forum.user()
    await asks(member, id, { title: '充值一直没有到账', tags: ['only-zh'] })
    const hidden = await asks(member, id, { title: '另一个没有到账的充值', tags: ['only-zh'] })
    await set(hidden.id, { state: 'hidden' })
    const queries: Record<string, string>[] = [{ category }, { tag: 'only-zh' }]
    for (const query of [...queries, { category, unanswered: 'true' }]) {
      expect(await read(forum.guest, query)).toMatchObject({ items: [], inOtherLanguages: 1 })
      expect((await read(forum.guest, query, 'zh-CN')).inOtherLanguages).toBeUndefined()
    }
    expect((await read(forum.guest, { tag: 'no-such-tag' })).inOtherLanguages).toBe(0)
  })

  test('a category includes its sub-categories; an unknown one is 404', async () => {
    const parent = await aCategory()
    const child = await aCategory({ parentId: parent.id })
    const { id } = await asks(await forum.user(), child.id)
    expect(await idsOf(forum.guest, { category: parent.slug })).toEqual([id])
    expect((await forum.guest.get('/threads?category=nothing-here')).status).toBe(404)
  })

  test('by what the reader follows, for signed-in readers only', async () => {
    const { db } = forum.connection
    const [followed, other] = [await aCategory(), await aCategory()]
    const [author, reader] = [await forum.user(), await forum.user()]
    const inFollowed = (await asks(author, followed.id)).id
    const muted = (await asks(author, followed.id)).id
    const thread = (await asks(author, other.id, { language: 'zh-CN' })).id
    await asks(author, other.id)
    const by = { userId: reader.id, createdAt: forum.now() }
    await db.insert(categoryFollowings).values({ ...by, categoryId: followed.id })
    await db.insert(threadFollowings).values([
      { ...by, threadId: thread },
      { ...by, threadId: muted, level: 'muted' }
    ])
    expect(await idsOf(reader, { following: 'true' })).toEqual([thread, inFollowed])
    expect((await forum.guest.get('/threads?following=true')).status).toBe(401)
  })

  test('muted categories and authors are left out, unless asked for', async () => {
    const { db } = forum.connection
    const { id, slug: category } = await aCategory()
    const [author, reader, loud] = [await forum.user(), await forum.user(), await forum.user()]
    const inMuted = (await asks(author, id)).id
    const byMuted = (await asks(loud, (await aCategory()).id)).id
    const at = { userId: reader.id, createdAt: forum.now() }
    await db.insert(categoryFollowings).values({ ...at, categoryId: id, level: 'muted' })
    await db.insert(mutedUsers).values({ ...at, mutedUserId: loud.id })
    const home = await idsOf(reader, {})
    expect([home.includes(inMuted), home.includes(byMuted)]).toEqual([false, false])
    expect(await idsOf(forum.guest, {})).toEqual(expect.arrayContaining([inMuted, byMuted]))
    expect(await idsOf(reader, { category })).toEqual([inMuted])
  })
})

describe('an invisible thread', () => {
  test('is in nobody’s list: held, hidden, withdrawn, merged, erased, staff-only', async () => {
    const { id, slug: category } = await aCategory()
    const member = await forum.user()
    for (const state of ['awaiting_approval', 'hidden', 'withdrawn', 'merged', 'erased'] as const)
      await set((await asks(member, id)).id, { state })
    const secret = await aCategory({ parentId: id, rule: 'staff_only' })
    await asks(await forum.user({ role: 'staff' }), secret.id)
    expect(await idsOf(forum.guest, { category })).toEqual([])
    expect(await idsOf(await forum.user(), { category })).toEqual([])
    expect((await forum.guest.get(`/threads?category=${secret.slug}`)).status).toBe(404)
  })

  test('a held thread is listed for its author and its moderators', async () => {
    const { id, slug: category } = await aCategory({ rule: 'approve_first' })
    const member = await forum.user()
    const held = (await asks(member, id)).id
    const volunteer = await forum.user({ role: 'volunteer', moderates: [id] })
    for (const client of [member, volunteer])
      expect(await idsOf(client, { category })).toEqual([held])
  })
})

describe('pins', () => {
  const pin = (threadId: number, ref: 'category' | 'everywhere', until: string) =>
    forum.connection.db
      .insert(threadMarks)
      .values({ threadId, kind: 'pin', ref, state: 'pinned', since: forum.now(), until })

  test('head their list on page one and are not repeated in it', async () => {
    const { id, slug: category } = await aCategory()
    const member = await forum.user()
    const here = (await asks(member, id)).id
    const everywhere = (await asks(member, id)).id
    const plain = (await asks(member, id)).id
    const tomorrow = after(forum.now(), 24 * 3600_000)
    await pin(here, 'category', tomorrow)
    await pin(everywhere, 'everywhere', tomorrow)
    const page = await read(forum.guest, { category })
    expect(page.pinned?.map((row) => row.id)).toEqual([everywhere, here])
    expect(page.items.map((row) => row.id)).toEqual([plain])
    const home = await read(forum.guest, {})
    expect(home.pinned?.map((row) => row.id)).toEqual([everywhere])
    expect(home.items.map((row) => row.id)).toContain(here)
  })

  test('are ordinary rows after their date, and in filtered lists', async () => {
    const { id, slug: category } = await aCategory()
    const over = (await asks(await forum.user(), id)).id
    await pin(over, 'category', after(forum.now(), -1000))
    expect(await idsOf(forum.guest, { category })).toEqual([over])
    const found = await read(forum.guest, { category, kind: 'question' })
    expect(found.pinned).toBeUndefined()
  })
})

test('a row says from which post on it is unread; guests get nothing', async () => {
  const { id, slug: category } = await aCategory()
  const [author, reader] = [await forum.user(), await forum.user()]
  const thread = (await asks(author, id)).id
  await replies(author, thread)
  const row = async (client: Client) => {
    const [first] = (await read(client, { category })).items
    return [first?.unread, first?.unreadFrom]
  }
  expect(await row(forum.guest)).toEqual([false, null])
  expect(await row(reader)).toEqual([true, null])
  const at = { userId: reader.id, threadId: thread, number: 1, readAt: forum.now() }
  await forum.connection.db.insert(readings).values(at)
  expect(await row(reader)).toEqual([false, 2])
  expect(await row(author)).toEqual([false, null])
})
