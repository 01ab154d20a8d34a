import { expect, test } from 'vitest'
import { bannersAt, concerning } from './banner-places.ts'

const fresh = { foldedSince: null }
const important = { severity: 'important' as const, ...fresh }
const critical = { severity: 'critical' as const, ...fresh }
const old = { severity: 'critical' as const, foldedSince: '2026-03-01T00:00:00.000Z' }

test.each(['/', '/t/[id=id]/[[slug=slug]]', '/search'])(
  'where people read, %s, all announcements stand on top',
  (place) => expect(bannersAt(place, [critical, important, old])).toHaveLength(3)
)

test.each(['/sign-up', '/desk', '/settings', null])(
  'above forms and working pages, %s, critical news stands alone',
  (place) => expect(bannersAt(place, [critical, important, old])).toEqual([critical])
)

test('above their own list nothing is said twice', () => {
  expect(bannersAt('/announcements', [critical])).toEqual([])
})

const categories = [
  { id: 1, slug: 'money', parentId: null },
  { id: 2, slug: 'deposits', parentId: 1 },
  { id: 3, slug: 'lounge', parentId: null }
]
const banner = (
  id: number,
  categoryIds: number[],
  severity: 'critical' | 'normal' = 'critical'
) => ({
  ...{ id, categoryIds, severity, basis: 'info' as const }
})

const shownAt = (path: string, place = {}) =>
  concerning(
    [banner(1, []), banner(2, [2]), banner(3, [3]), banner(4, [2], 'normal')],
    categories,
    place,
    path
  ).map(({ id }) => id)

test('a category shows what concerns it, its parent, its sub-categories or all', () => {
  expect(shownAt('/c/deposits', { category: categories[1] })).toEqual([1, 2, 4])
  expect(shownAt('/c/money', { category: categories[0] })).toEqual([1, 2, 4])
  expect(shownAt('/c/lounge', { category: categories[2] })).toEqual([1, 3])
})

test('elsewhere all is shown but what is pinned to a category', () => {
  expect(shownAt('/')).toEqual([1, 2, 3])
})

test('a page does not repeat its own announcement or the one of its thread', () => {
  const content = { thread: { category: { slug: 'lounge' } }, announcements: [{ id: 3 }] }
  expect(shownAt('/t/9', { content })).toEqual([1])
  expect(shownAt('/announcements/2/fees')).toEqual([1, 3])
})
