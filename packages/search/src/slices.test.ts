import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gridOfPosts, gridOfTickets, slicesOf, slicesUpTo } from './slices.ts'

test.each([
  ['posts', gridOfPosts],
  ['tickets', gridOfTickets]
])('slices of %s are adjacent, and each id of one has just one of its marks', (_, grid) => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20_000_000 }), fc.nat(), (newest, any) => {
      const slices = slicesUpTo(newest, grid)
      for (const [at, { from, to, marks }] of slices.entries()) {
        const has = (id: number) => marks.filter((mark) => slicesOf(id, grid).includes(mark))
        expect(to).toBe(slices[at - 1]?.from ?? to)
        expect(has(from + (any % (to - from)))).toHaveLength(1)
        for (const other of [from - 1, to].filter((id) => id >= 0)) expect(has(other)).toEqual([])
      }
      if (slices[0]) expect(slices[0].to).toBeGreaterThan(newest + grid.room)
    })
  )
})

test('few ids are one slice; a million are read from the newest few on', () => {
  expect(slicesUpTo(5_000, gridOfPosts)).toEqual([])
  expect(slicesUpTo(700, gridOfTickets)).toEqual([])
  const sizes = (grid: typeof gridOfPosts) =>
    slicesUpTo(1_000_000, grid).map(({ from, to }) => to - from)
  expect(sizes(gridOfPosts)[0]).toBeLessThanOrEqual(3 * 4_096)
  expect(Math.max(...sizes(gridOfPosts))).toBeLessThan(300_000)
  expect(sizes(gridOfTickets)[0]).toBeLessThanOrEqual(512)
})

test('what is rare is read in few large slices', () => {
  const [first, ...more] = slicesUpTo(1_000_000, gridOfPosts, 17)
  expect(first && first.to - first.from).toBeGreaterThan(100_000)
  expect(more).toHaveLength(2)
  expect(slicesUpTo(1_000_000, gridOfPosts, 20)).toEqual([])
})
