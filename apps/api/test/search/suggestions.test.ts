import { beforeAll, expect, test } from 'vitest'
import { announce, announcer } from '../announcements/writing.ts'
import { startForum, type Client } from '../forum.ts'
import { createThread } from '../posting.ts'

const forum = startForum()

type Suggestions = {
  items: { kind: string; title: string; note: string | null }[]
  searchFor: string
}

async function suggestions(client: Client, q: string): Promise<Suggestions> {
  return (await client.get(`/search/suggestions?q=${encodeURIComponent(q)}`)).body as Suggestions
}
const titles = async (client: Client, q: string) =>
  (await suggestions(client, q)).items.map(({ kind, title }) => `${kind} ${title}`)

beforeAll(async () => {
  const category = await forum.category({ name: { en: 'Topaz deposits', 'zh-CN': '黄玉充值' } })
  await createThread(await forum.user(), category, { title: 'Topaz arrived broken' })
  await forum.settle()
})

test('categories come before threads, in any of their languages', async () => {
  expect(await titles(forum.guest, 'topaz')).toEqual([
    'category Topaz deposits',
    'thread Topaz arrived broken'
  ])
  expect(await titles(forum.guest, '黃玉')).toEqual(['category Topaz deposits'])
})

test('what the reader may not know of is never suggested', async () => {
  await forum.category({ rule: 'staff_only', name: { en: 'Beryl room', 'zh-CN': '绿柱石' } })
  const staff = await forum.user({ role: 'staff' })
  expect(await titles(forum.guest, 'beryl')).toEqual([])
  expect(await titles(staff, 'beryl')).toEqual(['category Beryl room'])
})

test('members are suggested to members, not to guests', async () => {
  const { username } = await forum.user()
  expect(await titles(await forum.user(), `@${username}`)).toContain(`user @${username}`)
  expect(await titles(forum.guest, `@${username}`)).toEqual([])
})

test('an announcement says what it is, and the words themselves can be searched for', async () => {
  await announce(await announcer(forum))
  const { items, searchFor } = await suggestions(forum.guest, ' usdt withdrawals ')
  expect(items).toMatchObject([
    { kind: 'announcement', title: 'Withdrawals of USDT are delayed', note: expect.any(String) }
  ])
  expect(searchFor).toBe('Search for “usdt withdrawals”')
})
