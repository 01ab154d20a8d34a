import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { contributions } from '@stoa/accounts/schema'
import { eq } from 'drizzle-orm'
import { startForum, type Client } from '../forum.ts'
import { approvePost, createThread, reply } from '../posting.ts'

const forum = startForum()
let reader: Client
let author: Client
let staff: Client
let categoryId: number
let staffOnly: number

beforeAll(async () => {
  categoryId = await forum.category()
  staffOnly = await forum.category({ rule: 'staff_only' })
  reader = await forum.user()
  author = await forum.user()
  staff = await forum.user({ role: 'staff' })
})

const head = async (id: number, client = reader) => (await client.get(`/threads/${id}`)).body.thread

describe('following', () => {
  test('or muting a thread, and undoing both', async () => {
    const { id } = await createThread(author, categoryId)
    await reader.put(`/threads/${id}/following`, {})
    expect((await head(id)).following).toBe('following')
    await reader.put(`/threads/${id}/following`, { level: 'muted' })
    expect((await head(id)).following).toBe('muted')
    await reader.delete(`/threads/${id}/following`)
    expect((await head(id)).following).toBeNull()
  })

  test('a category', async () => {
    await reader.put(`/categories/${categoryId}/following`, { level: 'muted' })
    const level = async () => {
      const { items } = (await reader.get('/categories')).body
      return items.find(({ id }: { id: number }) => id === categoryId).following
    }
    expect(await level()).toBe('muted')
    await reader.delete(`/categories/${categoryId}/following`)
    expect(await level()).toBeNull()
  })

  test('is refused for invisible threads and for guests', async () => {
    const { id } = await createThread(staff, staffOnly)
    expect((await reader.put(`/threads/${id}/following`, {})).status).toBe(404)
    expect((await reader.put(`/categories/${staffOnly}/following`, {})).status).toBe(404)
    expect((await forum.guest.put(`/categories/${categoryId}/following`, {})).status).toBe(401)
  })
})

describe('bookmarks', () => {
  test('are listed newest first, page by page, for their owner only', async () => {
    const owner = await forum.user()
    const { id } = await createThread(author, categoryId, { body: 'Some **bold** question' })
    const posts = [(await forum.guest.get(`/threads/${id}`)).body.posts[0].id]
    for (let count = 0; count < 26; count += 1) posts.push((await reply(staff, id)).id)
    for (const postId of posts) await owner.put(`/posts/${postId}/bookmark`)
    await owner.put(`/posts/${posts[0]}/bookmark`)
    const first = (await owner.get('/bookmarks')).body
    const second = (await owner.get(`/bookmarks?cursor=${first.next}`)).body
    const shown = [...first.items, ...second.items].map(({ postId }) => postId)
    expect(shown).toEqual(posts.toReversed())
    expect(second.items.at(-1)).toMatchObject({ number: 1, excerpt: 'Some bold question' })
    expect((await reader.get('/bookmarks')).body.items).toEqual([])
  })

  test('hide posts that their owner may no longer read', async () => {
    const { postId } = await createThread(author, categoryId)
    await reader.put(`/posts/${postId}/bookmark`)
    await staff.post(`/posts/${postId}/hiding`, { reason: 'spam' })
    expect((await reader.get('/bookmarks')).text).not.toContain(`"postId":${postId},`)
    expect((await reader.put(`/posts/${postId}/bookmark`)).status).toBe(404)
    expect((await reader.delete(`/posts/${postId}/bookmark`)).status).toBe(204)
  })
})

describe('the reading position', () => {
  test('only moves forward, and not beyond the last post', async () => {
    const { id } = await createThread(author, categoryId)
    for (let count = 0; count < 3; count += 1) await reply(author, id)
    await reader.put(`/threads/${id}/reading`, { number: 2 })
    await reader.put(`/threads/${id}/reading`, { number: 1 })
    expect((await head(id)).unreadFrom).toBe(3)
    await reader.put(`/threads/${id}/reading`, { number: 99 })
    await reply(author, id)
    expect((await head(id)).unreadFrom).toBe(5)
  })

  test('ignores posts that the reader cannot see, until they can', async () => {
    const slug = 'read-while-held'
    const approving = await forum.category({ slug, rule: 'approve_first' })
    const { id } = await createThread(staff, approving)
    await reader.put(`/threads/${id}/reading`, { number: 1 })
    const held = await reply(author, id)
    const row = async () => (await reader.get(`/threads?category=${slug}`)).body.items[0]
    expect([(await row()).unreadFrom, (await head(id)).unreadFrom]).toEqual([null, null])
    await reader.put('/reading', {})
    await reader.put(`/threads/${id}/reading`, { number: 99 })
    await approvePost(staff, held.id)
    expect([(await row()).unreadFrom, (await head(id)).unreadFrom]).toEqual([2, 2])
  })

  test('counts towards trust once per thread', async () => {
    const user = await forum.user()
    const { id } = await createThread(author, categoryId)
    for (const number of [1, 1, 2]) await user.put(`/threads/${id}/reading`, { number })
    const own = eq(contributions.userId, user.id)
    const rows = await forum.connection.db.select().from(contributions).where(own)
    expect(rows.filter(({ kind }) => kind === 'thread_read')).toHaveLength(1)
  })

  test('can be set for a category or everywhere', async () => {
    const slug = 'to-be-read'
    const other = await forum.category({ slug })
    const inside = await createThread(author, other)
    const outside = await createThread(author, categoryId)
    await reader.put('/reading', { category: slug })
    const unread = async (category: number) =>
      (await reader.get('/threads?language=all')).body.items
        .filter((thread: { category: { id: number } }) => thread.category.id === category)
        .some(({ unread }: { unread: boolean }) => unread)
    expect([await unread(other), await unread(categoryId)]).toEqual([false, true])
    await reader.put('/reading', {})
    expect(await unread(categoryId)).toBe(false)
    await reply(author, inside.id)
    expect([(await head(inside.id)).unreadFrom, (await head(outside.id)).unreadFrom]).toEqual([
      2,
      null
    ])
  })
})

describe('drafts', () => {
  test('are saved, listed with their place, and deleted', async () => {
    const { id, title, url } = await createThread(author, categoryId)
    const kept = await reader.put(`/drafts/thread:${id}`, { body: '草稿' })
    expect(kept.body).toMatchObject({ body: '草稿', threadTitle: title, url: `${url}#reply` })
    await reader.put('/drafts/ask', { title: 'A', tags: ['api'] })
    const keys = (await reader.get('/drafts')).body.items.map(({ key }: { key: string }) => key)
    expect(keys).toEqual(['ask', `thread:${id}`])
    await reader.delete('/drafts/ask')
    expect((await reader.get('/drafts/ask')).status).toBe(404)
  })

  test('of questions are as many as their author begins, page by page', async () => {
    const asker = await forum.user()
    const keys = Array.from({ length: 27 }, (_, at) => `ask:${at + 100_000}`)
    for (const key of keys) await asker.put(`/drafts/${key}`, { title: key })
    await asker.put('/drafts/ticket', { title: 'No question' })
    const first = (await asker.get('/drafts?kind=ask')).body
    const second = (await asker.get(`/drafts?kind=ask&cursor=${first.next}`)).body
    const found = [...first.items, ...second.items].map(({ key }: { key: string }) => key)
    expect([found.toSorted(), second.next]).toEqual([keys, null])
    expect(first.items[0].url).toBe(`/ask?draft=${first.items[0].key}`)
    expect((await asker.get('/drafts?kind=ask&cursor=WzFd')).status).toBe(422)
  })

  test('are not overwritten by a window that did not see the last change', async () => {
    const path = '/drafts/ask:twowindows'
    const put = (body: string, since?: string | null) => reader.put(path, { body, since })
    const first = await put('One', null)
    forum.advance(1000)
    const second = await put('One, two', first.body.updatedAt)
    expect(second.status).toBe(200)
    for (const since of [null, first.body.updatedAt]) {
      const late = await put('Three', since)
      expect([late.status, late.body.code]).toEqual([409, 'draft_changed'])
    }
    expect((await reader.get(path)).body.body).toBe('One, two')
    expect((await put('Three')).status).toBe(200)
  })

  test('of a reply come with the thread’s page, for their author only', async () => {
    const { id } = await createThread(author, categoryId)
    await reader.put(`/drafts/thread:${id}`, { body: '草稿', replyTo: 1 })
    const draft = async (client: Client) => (await client.get(`/threads/${id}`)).body.draft
    expect(await draft(reader)).toEqual({ body: '草稿', replyTo: 1 })
    expect([await draft(author), await draft(forum.guest)]).toEqual([null, null])
  })

  test('are deleted when they are posted', async () => {
    const { id } = await createThread(author, categoryId)
    await reader.put(`/drafts/thread:${id}`, { body: 'Soon' })
    await reply(reader, id)
    expect((await reader.get(`/drafts/thread:${id}`)).status).toBe(404)
  })

  test('are private, and refused for invisible threads', async () => {
    const { id } = await createThread(staff, staffOnly)
    await author.put('/drafts/ask', { body: 'private' })
    expect((await reader.get('/drafts/ask')).status).toBe(404)
    expect((await reader.put(`/drafts/thread:${id}`, { body: 'x' })).status).toBe(404)
    expect((await reader.put('/drafts/anything', { body: 'x' })).status).toBe(404)
    expect((await forum.guest.get('/drafts')).status).toBe(401)
  })

  test('stay readable after their thread is gone', async () => {
    const { id, postId } = await createThread(author, categoryId)
    await reader.put(`/drafts/thread:${id}`, { body: 'Still mine' })
    await staff.post(`/posts/${postId}/hiding`, { reason: 'spam' })
    const draft = await reader.get(`/drafts/thread:${id}`)
    expect(draft.body).toMatchObject({ body: 'Still mine', threadTitle: null })
  })
})

describe('finding threads', () => {
  test('similar and related threads are ones that the reader may read', async () => {
    const title = 'Withdrawal stuck at confirming'
    const open = await createThread(author, categoryId, { title })
    const again = await createThread(author, categoryId, { title: `${title} again` })
    const hidden = await createThread(staff, staffOnly, { title })
    await forum.settle()
    const ids = async (path: string, client = forum.guest) =>
      (await client.get(path)).body.items.map(({ id }: { id: number }) => id)
    const similar = `/threads/similar?title=${encodeURIComponent(title)}`
    expect(await ids(similar)).toEqual(expect.arrayContaining([open.id, again.id]))
    expect(await ids(similar)).not.toContain(hidden.id)
    expect(await ids(`/threads/${open.id}/related`)).toContain(again.id)
    expect(await ids(`/threads/${open.id}/related`)).not.toContain(open.id)
    expect((await forum.guest.get(`/threads/${hidden.id}/related`)).status).toBe(404)
  })

  test('only one search for related threads runs at a time', async () => {
    const [one, other] = [
      await createThread(author, categoryId),
      await createThread(author, categoryId)
    ]
    const related = async (id: number) =>
      (await forum.guest.get(`/threads/${id}/related`)).body.items.length
    const { promise, resolve } = Promise.withResolvers<number[]>()
    const search = vi.spyOn(forum.ports.search, 'similarThreads').mockReturnValue(promise)
    const first = related(one.id)
    await vi.waitFor(() => expect(search).toHaveBeenCalledOnce())
    expect(await related(other.id)).toBe(0)
    resolve([other.id])
    expect(await first).toBe(1)
    expect(await related(other.id)).toBe(0)
    expect(search).toHaveBeenCalledTimes(2)
    search.mockRestore()
  })

  test('the next page does not search for related threads at once, who asks does', async () => {
    const [one, other] = [
      await createThread(author, categoryId),
      await createThread(author, categoryId)
    ]
    const search = vi.spyOn(forum.ports.search, 'similarThreads')
    search.mockImplementation(() => sleep(300, []))
    for (const { id } of [one, other]) await forum.guest.get(`/threads/${id}?related=true`)
    expect(search).toHaveBeenCalledOnce()
    await forum.guest.get(`/threads/${other.id}/related`)
    expect(search).toHaveBeenCalledTimes(2)
    search.mockRestore()
  })

  test('tags of public threads are suggested by prefix, most used first', async () => {
    await createThread(author, categoryId, { tags: ['Staking', '质押'] })
    await createThread(author, categoryId, { tags: ['staking-rewards', 'staking'] })
    await createThread(staff, staffOnly, { tags: ['staking-secret'] })
    forum.advance(61_000)
    const { items } = (await staff.get('/tags?q=STAK')).body
    expect(items).toEqual([
      { tag: 'staking', threadCount: 2 },
      { tag: 'staking-rewards', threadCount: 1 }
    ])
    expect((await reader.get(`/tags?q=${encodeURIComponent('质')}`)).body.items).toHaveLength(1)
  })

  test('a user’s post list holds public posts, the same for every reader', async () => {
    const user = await forum.user()
    const first = await createThread(user, categoryId, { body: '# Public question' })
    const hidden = await createThread(user, categoryId)
    await staff.post(`/posts/${hidden.postId}/hiding`, { reason: 'spam' })
    const path = `/users/${user.username}/posts`
    for (const client of [forum.guest, staff, user]) {
      const { items } = (await client.get(path)).body
      expect(items).toMatchObject([{ postId: first.postId, excerpt: 'Public question' }])
    }
    expect((await forum.guest.get('/users/nobody-here/posts')).status).toBe(404)
  })
})
