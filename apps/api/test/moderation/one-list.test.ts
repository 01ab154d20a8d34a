import { beforeAll, expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { createThread, reply } from '../posting.ts'

const forum = startForum()
let categoryId: number
let volunteer: Client

beforeAll(async () => {
  categoryId = await forum.category({ slug: 'mixed', rule: 'approve_first' })
  volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
})

type Item = { kind: string; row: { id: number; urgent?: boolean } }

const page = async (query = ''): Promise<{ items: Item[]; next: string | null }> =>
  (await volunteer.get(`/moderation/queue?${query}`)).body

async function fill() {
  const open = await createThread(volunteer, categoryId)
  for (let count = 0; count < 9; count += 1) {
    // Some items share their time, others do not.
    if (count % 3 === 0) forum.advance(1000)
    const waiting = await reply(await forum.user(), open.id)
    const author = await forum.user({ role: 'volunteer', moderates: [categoryId] })
    const post = await reply(author, open.id)
    await (
      await forum.user()
    ).post(`/posts/${post.id}/reports`, {
      reason: count === 5 ? 'scam' : 'spam'
    })
    if (count > 5) await volunteer.post(`/posts/${waiting.id}/refusal`, { reason: 'spam' })
  }
}

test('cases, posts and appeals are one list, urgent first, complete across pages', async () => {
  const staff = await forum.user({ role: 'staff' })
  const author = await forum.user()
  const open = await createThread(volunteer, categoryId)
  const waiting = await reply(author, open.id)
  await staff.post(`/posts/${waiting.id}/refusal`, { reason: 'spam' })
  const [decision] = (await author.get('/me/decisions')).body.items
  await author.post(`/moderation/actions/${decision.id}/appeal`, { text: 'Look again.' })
  for (let count = 0; count < 2; count += 1) await fill()
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const { items, next }: Awaited<ReturnType<typeof page>> = await page(
      cursor ? `cursor=${cursor}` : ''
    )
    seen.push(...items.map(({ kind, row }) => `${kind} ${row.id ?? JSON.stringify(row)}`))
    if (!cursor) expect(items.slice(0, 2).every(({ row }) => row.urgent)).toBe(true)
    cursor = next
  } while (cursor)
  const counted = async (path: string) => {
    const first = (await volunteer.get(path)).body
    if (!first.next) return first.items.length
    return (
      first.items.length + (await volunteer.get(`${path}?cursor=${first.next}`)).body.items.length
    )
  }
  const parts = ['cases', 'posts', 'edits', 'appeals']
  const counts = await Promise.all(parts.map((part) => counted(`/moderation/${part}`)))
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen).toHaveLength(counts.reduce((sum, one) => sum + one, 0))
  const kinds = new Set(seen.map((one) => one.split(' ')[0]))
  expect([...kinds].sort()).toEqual(['appeal', 'case', 'post'].filter((kind) => kinds.has(kind)))
})

test('the list is filtered as its parts are', async () => {
  const { items } = await page('reason=scam')
  expect(items.every(({ kind }) => kind === 'case')).toBe(true)
  expect(items.length).toBe(2)
  expect((await page('language=zh-TW')).items).toEqual([])
  expect((await volunteer.get('/moderation/queue?category=nowhere')).status).toBe(404)
  expect((await volunteer.get('/moderation/queue?cursor=made-up')).status).toBe(422)
})
