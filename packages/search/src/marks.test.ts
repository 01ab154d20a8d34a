import fc from 'fast-check'
import { expect, test } from 'vitest'
import { marksOf, slicesUpTo } from './marks.ts'

const document = {
  title: null,
  categoryIds: [],
  authorId: 1,
  kind: 'question' as const,
  language: 'en' as const,
  tags: [],
  official: false
}

test('slices lie side by side, and every post of one has just one of its marks', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20_000_000 }), fc.nat(), (newest, any) => {
      const slices = slicesUpTo(newest)
      for (const [at, { from, to, marks }] of slices.entries()) {
        expect(to).toBe(slices[at - 1]?.from ?? to)
        const postId = from + (any % (to - from))
        const own = marksOf({ ...document, postId })
        expect(marks.filter((mark) => own.includes(mark))).toHaveLength(1)
        for (const other of [from - 1, to].filter((id) => id >= 0))
          expect(
            marks.filter((mark) => marksOf({ ...document, postId: other }).includes(mark))
          ).toEqual([])
      }
      if (slices[0]) expect(slices[0].to).toBeGreaterThan(newest)
    })
  )
})

test('few posts are one slice, a million are read from the newest eight thousand on', () => {
  expect(slicesUpTo(5_000)).toEqual([])
  const sizes = slicesUpTo(1_000_000).map(({ from, to }) => to - from)
  expect(sizes[0]).toBeLessThanOrEqual(8_192)
  expect(Math.max(...sizes)).toBeLessThan(200_000)
})
