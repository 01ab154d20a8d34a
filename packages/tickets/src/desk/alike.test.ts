import fc from 'fast-check'
import { expect, test } from 'vitest'
import { alike, gist, likeness } from './alike.ts'

test('titles are compared by words, Chinese ones by pairs of characters', () => {
  expect([...gist('USDT 充值未到账')]).toEqual(['usdt', '充值', '值未', '未到', '到账'])
  const rows = ['充值一直未到账', 'API returns 429', 'Deposit not credited'].map((subject) => ({
    subject
  }))
  expect(alike('USDT 充值未到账', rows, 5)).toEqual([{ subject: '充值一直未到账' }])
  expect(alike('My deposit was not credited', rows, 5)).toEqual([
    { subject: 'Deposit not credited' }
  ])
  expect(alike('Something else', rows, 5)).toEqual([])
})

test('likeness is between 0 and 1, 1 with itself, and symmetric', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
      const [one, other] = [gist(a), gist(b)]
      const found = likeness(one, other)
      expect(found).toBe(likeness(other, one))
      expect(found).toBeGreaterThanOrEqual(0)
      expect(found).toBeLessThanOrEqual(1)
      if (one.size > 0) expect(likeness(one, one)).toBe(1)
    })
  )
})
