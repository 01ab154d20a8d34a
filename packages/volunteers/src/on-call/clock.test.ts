import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isOnDuty, type Shift } from './rota.ts'

const night: Shift = { days: [5], from: '22:00', to: '06:00', timeZone: 'Asia/Shanghai' }

test('a shift is read in its time zone, and continues after midnight', () => {
  expect(isOnDuty(night, '2026-11-27T13:59:00.000Z')).toBe(false)
  expect(isOnDuty(night, '2026-11-27T14:00:00.000Z')).toBe(true)
  expect(isOnDuty(night, '2026-11-27T21:59:00.000Z')).toBe(true)
  expect(isOnDuty(night, '2026-11-27T22:00:00.000Z')).toBe(false)
  expect(isOnDuty(night, '2026-11-26T15:00:00.000Z')).toBe(false)
})

test('Sunday night ends on Monday', () => {
  const sunday = { ...night, days: [7] }
  expect(isOnDuty(sunday, '2026-11-29T20:00:00.000Z')).toBe(true)
  expect(isOnDuty({ ...night, days: [1] }, '2026-11-29T20:00:00.000Z')).toBe(false)
})

test('two complementary shifts always have exactly one person on duty', () => {
  const time = fc.integer({ min: 0, max: 400 * 24 * 60 }).map((minutes) => {
    return new Date(Date.UTC(2026, 0, 1) + minutes * 60_000).toISOString()
  })
  const clock = fc.integer({ min: 0, max: 24 * 60 - 1 }).map((minutes) => {
    return new Date(minutes * 60_000).toISOString().slice(11, 16)
  })
  const every = { days: [1, 2, 3, 4, 5, 6, 7], timeZone: 'America/New_York' }
  fc.assert(
    fc.property(time, clock, clock, (now, from, to) => {
      fc.pre(from !== to)
      const one = isOnDuty({ ...every, from, to }, now)
      const other = isOnDuty({ ...every, from: to, to: from }, now)
      expect(one).toBe(!other)
    })
  )
})
