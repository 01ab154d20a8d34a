import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instantOf } from './local-time.ts'

test.each([
  ['2026-11-25T22:00', 'Asia/Shanghai', '2026-11-25T14:00:00.000Z'],
  // Clocks are put back at 2:00, so 1:30 occurs twice; the first is taken.
  ['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30:00.000Z'],
  ['2026-11-01T02:30', 'America/New_York', '2026-11-01T07:30:00.000Z'],
  // Clocks are put forward at 2:00, so 2:30 does not exist.
  ['2026-03-08T02:30', 'America/New_York', '2026-03-08T07:30:00.000Z'],
  ['2026-03-29T00:30', 'Europe/London', '2026-03-29T00:30:00.000Z'],
  ['2026-03-29T12:00', 'Europe/London', '2026-03-29T11:00:00.000Z'],
  ['2026-11-25T22:00+08:00', 'America/New_York', '2026-11-25T14:00:00.000Z'],
  ['2026-11-25T14:00:00.000Z', 'Asia/Shanghai', '2026-11-25T14:00:00.000Z']
])('%s in %s is %s', (written, timeZone, instant) => {
  expect(instantOf(written, timeZone)).toBe(instant)
})

const zones = ['Asia/Shanghai', 'America/New_York', 'Europe/London', 'Asia/Kolkata', 'UTC']

test('local times survive a round trip, except for skipped hours', () => {
  const time = fc.date({
    min: new Date('2020-01-01'),
    max: new Date('2035-01-01'),
    noInvalidDate: true
  })
  fc.assert(
    fc.property(time, fc.constantFrom(...zones), (date, timeZone) => {
      const parts = new Intl.DateTimeFormat('sv-SE', {
        ...{ timeZone, dateStyle: 'short', timeStyle: 'short' }
      })
      const shown = parts.format(date).replace(' ', 'T')
      const again = parts.format(new Date(instantOf(shown, timeZone))).replace(' ', 'T')
      expect(again).toBe(shown)
    })
  )
})
