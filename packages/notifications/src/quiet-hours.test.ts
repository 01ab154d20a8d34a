import fc from 'fast-check'
import { expect, test } from 'vitest'
import { endOfQuiet } from './quiet-hours.ts'

const night = { from: 22, to: 7 }

test.each([
  ['2026-11-25T13:59:59.000Z', null],
  ['2026-11-25T14:00:00.000Z', '2026-11-25T23:00:00.000Z'],
  ['2026-11-25T22:59:00.000Z', '2026-11-25T23:00:00.000Z'],
  ['2026-11-25T23:00:00.000Z', null]
])('at %s a night in Shanghai ends at %s', (time, end) => {
  expect(endOfQuiet(time, night, 'Asia/Shanghai')).toBe(end)
})

test('a night in which clocks are put forward ends at the hour that was chosen', () => {
  const end = endOfQuiet('2026-03-29T00:30:00.000Z', night, 'Europe/Berlin')
  expect(end).toBe('2026-03-29T05:00:00.000Z')
})

test('quiet hours end within a day and an hour, and are over at their end', () => {
  const hour = fc.integer({ min: 0, max: 23 })
  const zone = fc.constantFrom('UTC', 'Asia/Kolkata', 'America/New_York', 'Pacific/Apia')
  const time = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01') })
  fc.assert(
    fc.property(time, hour, hour, zone, (date, from, to, timeZone) => {
      fc.pre(from !== to && !Number.isNaN(date.getTime()))
      const end = endOfQuiet(date.toISOString(), { from, to }, timeZone)
      if (end === null) return
      const wait = Date.parse(end) - date.getTime()
      expect(wait).toBeGreaterThan(0)
      expect(wait).toBeLessThanOrEqual(25 * 3600_000)
      expect(endOfQuiet(end, { from, to }, timeZone)).toBeNull()
    })
  )
})
