import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf, daysBefore, lastDays } from './days.ts'

const times = fc.date({
  min: new Date('2000-01-01'),
  max: new Date('2100-01-01'),
  noInvalidDate: true
})
const day = 24 * 3600_000

test('the last days end today, and each begins when the one before it ends', () => {
  fc.assert(
    fc.property(times, fc.integer({ min: 1, max: 400 }), (time, count) => {
      const days = lastDays(time.toISOString(), count)
      expect(days).toHaveLength(count)
      expect(days.at(-1)).toBe(dayOf(time.toISOString()))
      const starts = days.map((one) => Date.parse(one))
      expect(
        starts.every((start, index) => index === 0 || start - (starts[index - 1] ?? 0) === day)
      ).toBe(true)
      expect(daysBefore(days.at(-1) ?? '', count - 1)).toBe(days[0])
    })
  )
})

test('a day lasts from its first to its last millisecond (UTC), in any notation', () => {
  expect(dayOf('2026-03-29T00:00:00.000Z')).toBe('2026-03-29')
  expect(dayOf('2026-03-29T23:59:59.999Z')).toBe('2026-03-29')
  expect(dayOf('2026-03-29T23:30:00-02:00')).toBe('2026-03-30')
  expect(dayOf('2026-03-29 23:30:00+00')).toBe('2026-03-29')
})
