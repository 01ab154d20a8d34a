import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseRange } from './file-answer.ts'

test.each([
  ['bytes=0-0', { first: 0, last: 0 }],
  ['bytes=2-', { first: 2, last: 9 }],
  ['bytes=-3', { first: 7, last: 9 }],
  ['bytes=-30', { first: 0, last: 9 }],
  ['bytes=5-99', { first: 5, last: 9 }],
  ['bytes=10-', 'outside'],
  ['bytes=-0', 'outside']
])('%s of ten bytes', (header, range) => {
  expect(parseRange(header, 10)).toEqual(range)
})

test.each([undefined, '', 'bytes=', 'bytes=-', 'bytes=3-1', 'bytes=0-1,4-5', 'lines=1-2', 'x'])(
  'a range like %s is ignored',
  (header) => {
    expect(parseRange(header, 10)).toBeUndefined()
  }
)

test('an empty file has no ranges', () => {
  expect(parseRange('bytes=0-', 0)).toBe('outside')
})

test('a range is always within the file', () => {
  const edge = fc.option(fc.nat(200), { nil: '' })
  fc.assert(
    fc.property(edge, edge, fc.nat(100), (from, to, size) => {
      const range = parseRange(`bytes=${from}-${to}`, size)
      if (range === undefined || range === 'outside') return
      expect(range.first).toBeGreaterThanOrEqual(0)
      expect(range.last).toBeGreaterThanOrEqual(range.first)
      expect(range.last).toBeLessThan(size)
    })
  )
})
