import { expect, test } from 'vitest'
import { ownThreadData, deleteReaderData } from '@stoa/threads'
import { startForum, type Client } from '../forum.ts'
import { asks } from './writing.ts'

const forum = startForum()

const tagsFor = async (client: Client) => {
  const { body } = await client.get('/tags')
  return body.items as { tag: string; threadCount: number }[]
}
const namesFor = async (client: Client) => (await tagsFor(client)).map(({ tag }) => tag)

/** Past the minute for which counts are kept. */
const readAgain = () => forum.advance(61_000)

const inboxOf = async (client: Client) => {
  await forum.settle()
  const { items } = (await client.get('/notifications')).body
  return (items as { kind: string; title: string }[]).map(({ kind, title }) => [kind, title])
}

test('the index counts public threads of the categories that its reader sees', async () => {
  const [member, staff] = [await forum.user(), await forum.user({ role: 'staff' })]
  const open = await forum.category()
  await asks(member, open, { tags: ['Memo', 'trc20'] })
  await asks(member, open, { tags: ['memo'] })
  await asks(staff, await forum.category({ rule: 'staff_only' }), { tags: ['vault', 'memo'] })
  readAgain()
  expect(await tagsFor(forum.guest)).toEqual([
    { tag: 'memo', threadCount: 2 },
    { tag: 'trc20', threadCount: 1 }
  ])
  expect((await tagsFor(staff))[0]).toEqual({ tag: 'memo', threadCount: 3 })
  expect(await namesFor(staff)).toContain('vault')
  expect(await namesFor(member)).not.toContain('vault')
})

test('a tag leaves the index with its last thread, and costs no statement before', async () => {
  const [member, staff] = [await forum.user(), await forum.user({ role: 'staff' })]
  const { id, postId } = await asks(member, await forum.category(), { tags: ['fleeting'] })
  readAgain()
  expect(await namesFor(forum.guest)).toContain('fleeting')
  expect(await forum.count(() => namesFor(forum.guest))).toBe(0)
  await staff.post(`/posts/${postId}/hiding`, { reason: 'spam' })
  await forum.settle()
  expect(await namesFor(forum.guest)).not.toContain('fleeting')
  expect((await forum.guest.get('/tags/fleeting')).status).toBe(404)
  expect((await forum.guest.get(`/threads/${id}`)).status).toBe(404)
})

test('suggestions come from the counts, and never from a category for staff', async () => {
  const [member, staff] = [await forum.user(), await forum.user({ role: 'staff' })]
  await asks(member, await forum.category(), { tags: ['bridge'] })
  await asks(staff, await forum.category({ rule: 'staff_only' }), { tags: ['bridge-leak'] })
  readAgain()
  const suggested = async () => (await staff.get('/tags?q=BRI')).body.items
  expect(await suggested()).toEqual([{ tag: 'bridge', threadCount: 1 }])
  expect(await forum.count(() => forum.guest.get('/tags?q=bri'))).toBe(0)
})

test('a tag of threads that the reader cannot see answers like an unknown one', async () => {
  const [member, staff] = [await forum.user(), await forum.user({ role: 'staff' })]
  await asks(staff, await forum.category({ rule: 'staff_only' }), { tags: ['acquisition'] })
  const description = { en: 'What we buy next.' }
  expect((await staff.put('/tags/acquisition/description', { description })).status).toBe(204)
  for (const client of [forum.guest, member])
    for (const tag of ['acquisition', 'never-used']) {
      const { status, body } = await client.get(`/tags/${tag}`)
      expect([status, body.code]).toEqual([404, 'not_found'])
      expect((await client.inject({ url: `/tags/${tag}/feed.xml` })).status).toBe(404)
    }
  expect((await member.put('/tags/acquisition/following')).status).toBe(404)
  const answer = await staff.get('/tags/acquisition')
  expect(answer.body).toMatchObject({ description: 'What we buy next.', can: { describe: true } })
})

test('staff describe a tag in each language; others cannot, secrets are refused', async () => {
  const [member, staff] = [await forum.user(), await forum.user({ role: 'staff' })]
  await asks(member, await forum.category(), { tags: ['memo-tag'] })
  const path = '/tags/memo-tag/description'
  const description = { en: 'The number beside an address.', 'zh-CN': '地址旁的数字。' }
  expect((await member.put(path, { description })).status).toBe(403)
  const words = 'legal winner thank year wave sausage worth useful legal winner thank yellow'
  expect((await staff.put(path, { description: { en: words } })).status).toBe(422)
  expect((await staff.put(path, { description })).status).toBe(204)
  const read = (language: string) =>
    forum.guest.get('/tags/Memo-Tag', { 'accept-language': language })
  expect((await read('zh-CN')).body.description).toBe('地址旁的数字。')
  expect((await read('en')).body).toMatchObject({ tag: 'memo-tag', can: { describe: false } })
  expect((await staff.put(path, { description: null })).status).toBe(204)
  expect((await read('en')).body.description).toBeNull()
})

test('followers of a tag get each new thread once, not where they muted or cannot read', async () => {
  const [author, reader] = [await forum.user({ role: 'staff' }), await forum.user()]
  const [open, muted] = [await forum.category(), await forum.category()]
  const secret = await forum.category({ rule: 'staff_only' })
  const tags = ['gas', 'bridge']
  await asks(author, open, { tags, title: 'Before anybody followed' })
  await forum.settle()
  for (const tag of tags) expect((await reader.put(`/tags/${tag}/following`)).status).toBe(204)
  await reader.put(`/categories/${open}/following`)
  await reader.put(`/categories/${muted}/following`, { level: 'muted' })
  await asks(author, open, { tags, title: 'Everybody may read this' })
  await asks(author, muted, { tags, title: 'Muted with its category' })
  await asks(author, secret, { tags, title: 'Only for the team' })
  expect(await inboxOf(reader)).toEqual([['new_thread', 'Everybody may read this']])
  for (const tag of tags) await reader.delete(`/tags/${tag}/following`)
  await reader.delete(`/categories/${open}/following`)
  await asks(author, open, { tags, title: 'After they stopped' })
  expect(await inboxOf(reader)).toHaveLength(1)
})

test('followed tags are listed, exported, and erased with the account', async () => {
  const reader = await forum.user()
  await asks(reader, await forum.category(), { tags: ['zeta', 'alpha'] })
  for (const tag of ['zeta', 'ALPHA']) await reader.put(`/tags/${tag}/following`)
  expect((await reader.get('/followed-tags')).body.items).toEqual(['alpha', 'zeta'])
  const exported: unknown[] = []
  for await (const row of ownThreadData(forum.context(), reader.id).followedTags) exported.push(row)
  expect(exported).toHaveLength(2)
  await deleteReaderData(forum.context(), { userId: reader.id })
  expect((await reader.get('/followed-tags')).body.items).toEqual([])
  expect((await forum.guest.get('/followed-tags')).status).toBe(401)
})

test('the feed of a tag has its public threads in every language', async () => {
  const member = await forum.user()
  const category = await forum.category()
  const { id } = await asks(member, category, { tags: ['feed-me'], title: 'In the feed of a tag' })
  await asks(member, category, { tags: ['feed-me'], title: '标签订阅里的帖子' })
  await asks(member, category, { tags: ['other'], title: 'Of another tag' })
  const { text } = await forum.guest.inject({ url: '/tags/feed-me/feed.xml' })
  expect(text).toContain(`${forum.origin}/t/${id}/`)
  expect(text).toContain('标签订阅里的帖子')
  expect(text).not.toContain('Of another tag')
})
