import { expect, test } from 'vitest'
import { spread } from './steps.ts'

/** Encodes counts per step as the database adds them up. */
const written = (counts: number[]) =>
  String(counts.reduce((sum, count, step) => sum + BigInt(count) * 10n ** BigInt(8 * step), 0n))

test.each([
  ['nobody', [], { count: 0, half: 0, most: 0 }],
  ['one who was answered at once', [1], { count: 1, half: 0, most: 0 }],
  ['nine and one', [0, 9, 1], { count: 10, half: 1, most: 1 }],
  ['many', [0, 40_000_000, 20_000_000, 0, 7], { count: 60_000_007, half: 1, most: 2 }]
])('%s', (_, counts, times) => {
  expect(spread(written(counts))).toEqual(times)
})

test('an hour has sixty steps, and the next step is five minutes long', () => {
  const counts = Array.from({ length: 62 }, (_, step) => (step > 59 ? 1 : 0))
  expect(spread(written(counts))).toEqual({ count: 2, half: 60, most: 65 })
})
