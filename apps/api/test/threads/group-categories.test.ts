import { beforeAll, expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { createThread, reply } from '../posting.ts'

const forum = startForum()
let admin: Client
let inside: Client
let outside: Client
let groupId: number

beforeAll(async () => {
  admin = await forum.user({ role: 'admin' })
  inside = await forum.user()
  outside = await forum.user()
  groupId = await forum.group([inside])
})

const statusOf = async (client: Client, path: string) => (await client.get(path)).status
const change = async (categoryId: number, values: object) => {
  const { status, text } = await admin.patch(`/categories/${categoryId}`, values)
  expect(status, text).toBe(204)
}
const groupCategory = (values: object = {}) =>
  forum.category({ readerGroups: [groupId], ...values })
const found = async (client: Client, word: string) =>
  (await client.get(`/search?q=${word}`)).body.items.length
const removed = (client: Client) => admin.delete(`/groups/${groupId}/members/${client.username}`)
const added = (client: Client) => admin.put(`/groups/${groupId}/members/${client.username}`, {})

test('members of the group and staff see it; for everybody else it does not exist', async () => {
  const categoryId = await groupCategory({ slug: 'vip' })
  const { id, postId } = await createThread(inside, categoryId, { title: 'Obsidian transfers' })
  await forum.settle()
  const addresses = [`/threads/${id}`, `/posts/${postId}`, '/threads?category=vip']
  for (const path of addresses) {
    for (const client of [inside, admin]) expect(await statusOf(client, path), path).toBe(200)
    for (const client of [outside, forum.guest])
      expect(await statusOf(client, path), path).toBe(404)
  }
  const seen = [inside, admin, outside, forum.guest].map((client) => found(client, 'obsidian'))
  expect(await Promise.all(seen)).toEqual([1, 1, 0, 0])
})

test('a slug of a hidden category costs as much as one that nobody gave', async () => {
  await groupCategory({ slug: 'hidden-room' })
  const cost = (slug: string) => forum.count(() => outside.get(`/threads?category=${slug}`))
  await cost('hidden-room')
  expect(await cost('hidden-room')).toBe(await cost('no-such-room'))
})

test('narrowing, widening, leaving and joining count at once', async () => {
  const categoryId = await forum.category()
  const { id } = await createThread(inside, categoryId)
  const seen = () =>
    Promise.all([inside, outside, forum.guest].map((client) => statusOf(client, `/threads/${id}`)))
  expect(await seen()).toEqual([200, 200, 200])
  await change(categoryId, { signInRequired: true })
  expect(await seen()).toEqual([200, 200, 404])
  await change(categoryId, { readerGroups: [groupId] })
  expect(await seen()).toEqual([200, 404, 404])
  await removed(inside)
  await added(outside)
  expect(await seen()).toEqual([404, 200, 404])
  await added(inside)
  await removed(outside)
  await change(categoryId, { readerGroups: [], signInRequired: false })
  expect(await seen()).toEqual([200, 200, 200])
})

test('who lost the group finds their texts in their own data only', async () => {
  const author = await forum.user()
  await added(author)
  const { id, title } = await createThread(author, await groupCategory())
  await removed(author)
  expect(await statusOf(author, `/threads/${id}`)).toBe(404)
  expect((await author.get(`/threads?author=${author.username}`)).body.items).toEqual([])
  expect((await author.get('/me/export')).text).toContain(title)
})

test('a reader who is no writer answers nothing; writers and moderators do', async () => {
  const categoryId = await forum.category({ writerGroups: [groupId] })
  const { id } = await createThread(inside, categoryId)
  const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  const refused = await outside.post(`/threads/${id}/posts`, { body: 'I have it too.' })
  expect([refused.status, refused.body.code]).toEqual([403, 'category_group_writes'])
  const asked = await outside.post('/threads', { categoryId, title: 'May I?', body: 'Let me ask.' })
  expect(asked.body.code).toBe('category_group_writes')
  for (const client of [inside, volunteer, admin]) await reply(client, id)
})

test('threads never move or merge to where more people read, and authors keep reading', async () => {
  const staff = await forum.user({ role: 'staff' })
  const [open, closed] = [await forum.category(), await groupCategory()]
  const other = await forum.category({ readerGroups: [await forum.group([outside])] })
  const { id } = await createThread(inside, closed)
  const move = async (thread: number, categoryId: number) =>
    (await staff.patch(`/threads/${thread}`, { categoryId })).body?.code
  expect(await move(id, open)).toBe('staff_words_stay')
  expect(await move(id, other)).toBe('author_cannot_read_there')
  const own = await createThread(inside, open)
  const foreign = await createThread(outside, open)
  expect(await move(foreign.id, closed)).toBe('author_cannot_read_there')
  const merge = await staff.post(`/threads/${id}/merge`, { into: foreign.id })
  expect(merge.body.code).toBe('threads_read_differently')
  expect(await move(own.id, closed)).toBeUndefined()
  expect(await statusOf(outside, `/threads/${own.id}`)).toBe(404)
})

test('a sub-category never has readers whom its parent lacks', async () => {
  const parentId = await groupCategory()
  const { body } = await admin.post('/categories', {
    ...{ slug: 'wider', parentId },
    name: { en: 'Wider', 'zh-CN': '更宽', 'zh-TW': '更寬' },
    description: { en: 'Wider', 'zh-CN': '更宽', 'zh-TW': '更寬' }
  })
  expect(body.errors).toMatchObject([{ path: 'readerGroups' }])
  const top = await forum.category()
  const child = await forum.category({ parentId: top })
  await change(top, { readerGroups: [groupId] })
  expect((await admin.get(`/categories/${child}`)).body.readerGroups).toEqual([groupId])
})

test('narrowing a category opens none of its sub-categories to other groups', async () => {
  const partners = await forum.group([outside])
  const parentId = await forum.category()
  const child = await forum.category({ parentId, readerGroups: [groupId] })
  await change(parentId, { readerGroups: [partners] })
  const { readerGroups, rule } = (await admin.get(`/categories/${child}`)).body
  expect([readerGroups, rule]).toEqual([[groupId], 'staff_only'])
})
