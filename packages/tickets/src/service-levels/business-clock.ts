import { Temporal } from 'temporal-polyfill'

/** Local times `HH:MM`; `to: '00:00'` is the end of the day. */
export type Opening = { from: string; to: string }
export type Calendar = {
  /** IANA name. */
  timeZone: string
  /** From Monday to Sunday; null: closed. At least one day is open. */
  week: (Opening | null)[]
  /** Local days `YYYY-MM-DD` on which the desk is closed. */
  holidays: string[]
}

type Span = { start: number; end: number }

// Eleven years of holidays are a mistake; an error is better than an endless loop.
const maxDays = 4000

/**
 * Returns the time at which the desk has been open for `milliseconds` since `start`, ISO 8601 UTC.
 * With 0 milliseconds while it is closed, returns when it opens.
 */
export function businessAfter(calendar: Calendar, start: string, milliseconds: number): string {
  let left = milliseconds
  for (const span of openSince(calendar, Date.parse(start))) {
    const open = span.end - span.start
    if (left <= open) return new Date(span.start + left).toISOString()
    left -= open
  }
  throw new Error(`the desk is not open for ${milliseconds} ms in ${maxDays} days`)
}

/**
 * Returns the milliseconds for which the desk is open between two times; 0 if `end` is not after
 * `start`.
 */
export function businessBetween(calendar: Calendar, start: string, end: string): number {
  const until = Date.parse(end)
  let open = 0
  for (const span of openSince(calendar, Date.parse(start))) {
    if (span.start >= until) return open
    open += Math.min(span.end, until) - span.start
  }
  return open
}

/** Yields the desk's opening spans from `start` on, in milliseconds since 1970. */
function* openSince(calendar: Calendar, start: number): Generator<Span> {
  const instant = Temporal.Instant.fromEpochMilliseconds(start)
  let day = instant.toZonedDateTimeISO(calendar.timeZone).toPlainDate()
  for (let days = 0; days < maxDays; days += 1) {
    const span = openOn(day, calendar)
    if (span && span.end > start && span.end > span.start)
      yield { start: Math.max(span.start, start), end: span.end }
    day = day.add({ days: 1 })
  }
}

function openOn(day: Temporal.PlainDate, { week, holidays, timeZone }: Calendar): Span | undefined {
  const opening = week[day.dayOfWeek - 1]
  if (!opening || holidays.includes(day.toString())) return undefined
  const lastDay = opening.to === '00:00' ? day.add({ days: 1 }) : day
  return { start: at(day, opening.from, timeZone), end: at(lastDay, opening.to, timeZone) }
}

// If the clocks skip an opening time, the desk opens at the corresponding moment.
const at = (day: Temporal.PlainDate, plainTime: string, timeZone: string) =>
  day.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(plainTime) }).epochMilliseconds
