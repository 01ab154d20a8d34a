import { beforeAll, expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'

const forum = startForum()

const names = async (client: Client, query: string): Promise<string[]> => {
  const { body } = await client.get(`/categories/matching?${query}`)
  return (body.items as { name: string }[]).map(({ name }) => name)
}

beforeAll(async () => {
  await forum.category({ name: { en: 'Old topaz', 'zh-CN': '旧黄玉' } })
  await forum.category({ name: { en: 'Topaz', 'zh-CN': '黄玉' } })
  await forum.category({ name: { en: 'Topaz cutting', 'zh-CN': '切割' } })
})

test('a category is found by its name in any language, the whole name first', async () => {
  expect(await names(forum.guest, 'q=TOPAZ')).toEqual(['Topaz', 'Topaz cutting', 'Old topaz'])
  expect(await names(forum.guest, `q=${encodeURIComponent('黃玉')}`)).toEqual([
    'Topaz',
    'Old topaz'
  ])
  expect(await names(forum.guest, 'q=opal')).toEqual([])
})

test('a subcategory says what it belongs to', async () => {
  const parentId = await forum.category({ name: { en: 'Beryls' } })
  await forum.category({ parentId, name: { en: 'Emerald' } })
  const { body } = await forum.guest.get('/categories/matching?q=emerald')
  expect(body.items).toMatchObject([{ name: 'Emerald', parent: 'Beryls' }])
})

test('hidden and archived categories are not found, to ask only open ones', async () => {
  await forum.category({ name: { en: 'Zircon room' }, rule: 'staff_only' })
  await forum.category({ name: { en: 'Zircon past' }, archivedAt: '2026-01-01T00:00:00Z' })
  await forum.category({ name: { en: 'Zircon news' }, rule: 'read_only' })
  const member = await forum.user()
  expect(await names(member, 'q=zircon')).toEqual(['Zircon news'])
  expect(await names(member, 'q=zircon&ask=true')).toEqual([])
  expect(await names(await forum.user({ role: 'staff' }), 'q=zircon&ask=true')).toHaveLength(2)
})
