import fc from 'fast-check'
import { expect, test } from 'vitest'
import { untilDay } from './change-ticket.ts'

const shanghai = 'Asia/Shanghai'
const wednesdayEvening = '2026-03-04T15:30:00.000Z'

test('tomorrow, next Monday and a date begin at nine in the morning of the desk', () => {
  const until = (day: string) => untilDay(day, wednesdayEvening, shanghai)
  expect(until('tomorrow')).toBe('2026-03-05T01:00:00.000Z')
  expect(until('next_monday')).toBe('2026-03-09T01:00:00.000Z')
  expect(until('2026-04-01')).toBe('2026-04-01T01:00:00.000Z')
  expect(untilDay('tomorrow', '2026-03-04T16:30:00.000Z', shanghai)).toBe(
    '2026-03-06T01:00:00.000Z'
  )
})

test('on a Monday the next one is a week away', () => {
  const monday = '2026-03-09T03:00:00.000Z'
  expect(untilDay('next_monday', monday, shanghai)).toBe('2026-03-16T01:00:00.000Z')
})

test('past days and days over a year away are refused', () => {
  for (const day of ['2026-03-04', '2025-12-31', '2027-03-05'])
    expect(() => untilDay(day, wednesdayEvening, shanghai)).toThrow()
})

test('the result is nine o’clock on a later day, at most a week away', () => {
  const zones = fc.constantFrom('UTC', shanghai, 'America/New_York', 'Australia/Lord_Howe')
  const times = fc.date({
    min: new Date('2026-01-01'),
    max: new Date('2027-12-31'),
    noInvalidDate: true
  })
  const days = fc.constantFrom('tomorrow', 'next_monday')
  fc.assert(
    fc.property(zones, times, days, (timeZone, at, day) => {
      const until = untilDay(day, at.toISOString(), timeZone)
      const clock = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'short' })
      const away = Date.parse(until) - at.getTime()
      return clock.format(Date.parse(until)) === '09:00' && away > 0 && away < 7.5 * 24 * 3600_000
    })
  )
})
