import { beforeAll, expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { createThread, reply } from '../posting.ts'

const forum = startForum()
let admin: Client
let author: Client

beforeAll(async () => {
  admin = await forum.user({ role: 'admin' })
  author = await forum.user()
})

const mergeInto = (id: number, into: number) => admin.post(`/categories/${id}/merge`, { into })
const slugs = async () =>
  (await forum.guest.get('/categories')).body.items.map(({ slug }: { slug: string }) => slug)
const codeOf = async (answer: Promise<{ status: number; body: { code?: string } }>) =>
  (await answer).body.code

test('an archived category is read and found, but nobody writes in it until it opens', async () => {
  const categoryId = await forum.category({ slug: 'archive' })
  const { id } = await createThread(author, categoryId)
  expect((await admin.put(`/categories/${categoryId}/archiving`)).status).toBe(204)
  expect((await forum.guest.get(`/threads/${id}`)).body.thread.can.reply).toBe(false)
  const ask = { categoryId, title: 'Too late?', body: 'Am I too late here?' }
  expect(await codeOf(author.post('/threads', ask))).toBe('category_archived')
  expect(await codeOf(admin.post(`/threads/${id}/posts`, { body: 'Late.' }))).toBe(
    'category_archived'
  )
  const { id: elsewhere } = await createThread(author, await forum.category())
  const moved = await admin.patch(`/threads/${elsewhere}`, { categoryId })
  expect(moved.body.errors).toMatchObject([{ path: 'categoryId' }])
  expect((await admin.delete(`/categories/${categoryId}/archiving`)).status).toBe(204)
  await reply(author, id)
})

test('a merged category gives its threads, and its old address leads on', async () => {
  const [from, into] = [
    await forum.category({ slug: 'from' }),
    await forum.category({ slug: 'to' })
  ]
  const { id } = await createThread(author, from)
  expect((await mergeInto(from, into)).status).toBe(204)
  expect((await author.get(`/threads/${id}`)).body.thread.category.slug).toBe('to')
  expect(await slugs()).not.toContain('from')
  const old = await forum.guest.get('/threads?category=from')
  expect([old.status, old.body.url]).toEqual([301, '/c/to'])
  const third = await forum.category({ slug: 'third' })
  expect((await mergeInto(into, third)).status).toBe(204)
  expect((await forum.guest.get('/threads?category=from')).body.url).toBe('/c/third')
})

test('categories that other people read are not merged, nor those with sub-categories', async () => {
  const open = await forum.category()
  const closed = await forum.category({ readerGroups: [await forum.group([author])] })
  for (const [from, into] of [
    [open, closed],
    [closed, open],
    [open, open]
  ] as const)
    expect((await mergeInto(from, into)).body.errors).toMatchObject([{ path: 'into' }])
  await forum.category({ parentId: open })
  expect(await codeOf(mergeInto(open, await forum.category()))).toBe('category_has_children')
})

test('only a category without threads is deleted', async () => {
  const [full, empty] = [await forum.category(), await forum.category({ slug: 'empty' })]
  await createThread(author, full)
  expect(await codeOf(admin.delete(`/categories/${full}`))).toBe('category_not_empty')
  expect((await admin.delete(`/categories/${empty}`)).status).toBe(204)
  expect(await slugs()).not.toContain('empty')
  expect((await forum.guest.get('/threads?category=empty')).status).toBe(404)
})
