import fc from 'fast-check'
import { expect, test } from 'vitest'
import { businessAfter, businessBetween, type Calendar } from './deadlines.ts'

const minute = 60_000
const hour = 60 * minute
const nineToSix = { from: '09:00', to: '18:00' }
const officeIn = (timeZone: string, holidays: string[] = []): Calendar => ({
  timeZone,
  week: [nineToSix, nineToSix, nineToSix, nineToSix, nineToSix, null, null],
  holidays
})

const zones = ['UTC', 'Asia/Shanghai', 'America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe']
// No opening time falls into an hour in which these zones change their clocks.
const times = [0, 5, 8.5, 9, 12, 13.25, 17, 18, 22.5]
const wordOf = (hours: number) =>
  `${String(Math.floor(hours)).padStart(2, '0')}:${String((hours % 1) * 60).padStart(2, '0')}`

const opening = fc
  .subarray(times, { minLength: 2, maxLength: 2 })
  .map(([from = 0, to = 0]) => ({ from: wordOf(from), to: wordOf(to) }))
const allDay = fc.constant({ from: '00:00', to: '00:00' })
const someDay = fc.oneof(opening, opening, allDay, fc.constant(null))
const days = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const calendars: fc.Arbitrary<Calendar> = fc.record({
  timeZone: fc.constantFrom(...zones),
  week: fc.tuple(opening, ...Array.from({ length: 6 }, () => someDay)),
  holidays: fc.array(days, { maxLength: 10 })
})
const instants = fc
  .integer({ min: Date.parse('2026-01-01') / minute, max: Date.parse('2027-12-31') / minute })
  .map((minutes) => new Date(minutes * minute).toISOString())
const lengths = fc.integer({ min: 1, max: 100 * 60 }).map((minutes) => minutes * minute)
const sorted = (...times: string[]) => times.toSorted() as [string, string, string]

const wall = new Map<string, Intl.DateTimeFormat>()
function localOf(time: number, timeZone: string) {
  const format =
    wall.get(timeZone) ??
    new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  wall.set(timeZone, format)
  return format.format(time).split(' ') as [day: string, clock: string]
}

/** Reference for `businessBetween`: reads the wall clock every five minutes. */
function countedBetween({ week, holidays, timeZone }: Calendar, start: number, end: number) {
  let open = 0
  for (let time = start; time < end; time += 5 * minute) {
    const [day, clock] = localOf(time, timeZone)
    const opening = week[(new Date(day).getUTCDay() + 6) % 7]
    const isOpen =
      opening && clock >= opening.from && (opening.to === '00:00' || clock < opening.to)
    if (isOpen && !holidays.includes(day)) open += 5 * minute
  }
  return open
}

const fives = (time: string) => Math.ceil(Date.parse(time) / (5 * minute)) * 5 * minute

test('open time equals that of a wall clock: nights, weekends, holidays, clock changes', () => {
  fc.assert(
    fc.property(calendars, instants, fc.integer({ min: 0, max: 20 * 288 }), (calendar, time, n) => {
      const [start, end] = [fives(time), fives(time) + n * 5 * minute]
      const [from, to] = [new Date(start).toISOString(), new Date(end).toISOString()]
      expect(businessBetween(calendar, from, to)).toBe(countedBetween(calendar, start, end))
    }),
    { numRuns: 60 }
  )
})

test('a deadline has exactly the given open time before it', () => {
  fc.assert(
    fc.property(calendars, instants, lengths, (calendar, start, length) => {
      const due = businessAfter(calendar, start, length)
      expect(businessBetween(calendar, start, due)).toBe(length)
      const sooner = new Date(Date.parse(due) - minute).toISOString()
      expect(businessBetween(calendar, start, sooner)).toBe(length - minute)
    })
  )
})

test('a pause moves a deadline by its open time', () => {
  fc.assert(
    fc.property(
      calendars,
      instants,
      lengths,
      lengths,
      lengths,
      (calendar, start, one, gap, two) => {
        const paused = businessAfter(calendar, start, one)
        const resumed = businessAfter(calendar, paused, gap)
        const held = businessBetween(calendar, paused, resumed)
        expect(businessAfter(calendar, start, one + two + held)).toBe(
          businessAfter(calendar, resumed, two)
        )
      }
    )
  )
})

test('open times add up, however they are divided', () => {
  fc.assert(
    fc.property(calendars, instants, instants, instants, (calendar, a, b, c) => {
      const [from, middle, to] = sorted(a, b, c)
      const parts = businessBetween(calendar, from, middle) + businessBetween(calendar, middle, to)
      expect(businessBetween(calendar, from, to)).toBe(parts)
      expect(businessBetween(calendar, to, from)).toBe(0)
    }),
    { numRuns: 25 }
  )
})

test('two hours from late Friday end on Monday, or after a holiday', () => {
  const friday = '2026-10-02T21:00:00.000Z'
  expect(businessAfter(officeIn('America/New_York'), friday, 2 * hour)).toBe(
    '2026-10-05T14:00:00.000Z'
  )
  const rested = officeIn('America/New_York', ['2026-10-05'])
  expect(businessAfter(rested, friday, 2 * hour)).toBe('2026-10-06T14:00:00.000Z')
})

test('a working day is nine hours in a week with a clock change', () => {
  const [friday, monday] = ['2026-03-27T17:00:00.000Z', '2026-03-30T07:00:00.000Z']
  expect(businessAfter(officeIn('Europe/Berlin'), friday, 0)).toBe(monday)
  const allWeek = {
    ...officeIn('Europe/Berlin'),
    week: Array(7).fill({ from: '00:00', to: '00:00' })
  }
  const [saturday, later] = ['2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z']
  expect(businessBetween(allWeek, saturday, later)).toBe(23 * hour)
})
