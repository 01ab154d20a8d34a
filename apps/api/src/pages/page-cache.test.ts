import { expect, test } from 'vitest'
import { bodyOf, keptPages, staleAfter, toCached } from './page-cache.ts'

const pages = [
  ...[
    { key: '/', threadId: null },
    { key: '/c/deposits?sort=votes', threadId: null }
  ],
  ...[
    { key: '/t/7', threadId: 7 },
    { key: '/t/8', threadId: 8 }
  ]
]
const stale = (type: string) => {
  const isStale = staleAfter([{ type, payload: { threadId: 7 } }])
  return pages.filter((page) => isStale?.(page)).map(({ key }) => key)
}

test('a reply makes lists and pages of its own thread stale', () => {
  expect(stale('post.created')).toEqual(['/', '/c/deposits?sort=votes', '/t/7'])
})

test('a vote makes pages of its own thread stale, and lists by votes', () => {
  expect(stale('vote.cast')).toEqual(['/c/deposits?sort=votes', '/t/7'])
})

test('a removal makes pages of other threads stale too', () => {
  expect(stale('post.hidden')).toEqual(pages.map(({ key }) => key))
})

test.each(['notification.created', 'inbox.changed', 'ticket.opened', 'account.mail'])(
  '%s concerns no page of guests, so all pages stay',
  (type) => expect(stale(type)).toEqual([])
)

test('an unknown event of a newer version makes all pages stale', () => {
  expect(stale('thread.painted')).toEqual(pages.map(({ key }) => key))
})

const page = (threadId: number | null, text = 'a page') =>
  toCached({ parts: [text], places: [] }, { type: 'text/html', policy: '', threadId })

test('a page is kept though something else changed while it was rendered', async () => {
  const { cache } = keptPages()
  const change = (threadId: number) => {
    const isStale = staleAfter([{ type: 'post.edited', payload: { threadId } }])
    if (isStale) cache.drop(isStale)
  }
  await cache.fill('/t/7', 7, async () => (change(8), page(7)))
  await cache.fill('/t/8', 8, async () => (change(8), page(8)))
  await cache.fill('/', null, async () => (change(8), page(null)))
  expect(['/t/7', '/t/8', '/'].map((key) => cache.get(key) !== undefined)).toEqual([
    ...[true, false, false]
  ])
})

test('a compressed page is kept without the block it was written to', async () => {
  const body = await bodyOf(page(7), 'br')
  expect(body.buffer.byteLength).toBe(body.length)
})

test('above its bytes, a cache drops the pages that were not read for longest', async () => {
  const { cache } = keptPages(4000)
  const add = (id: number) => cache.fill(`/t/${id}`, id, async () => page(id, 'a'.repeat(400)))
  for (const id of [1, 2]) await add(id)
  cache.get('/t/1')
  await add(3)
  expect([1, 2, 3].filter((id) => cache.get(`/t/${id}`))).toEqual([1, 3])
  expect(cache.bytes).toBeLessThanOrEqual(4000)
})
