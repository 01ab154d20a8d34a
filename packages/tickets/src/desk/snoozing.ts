import { Temporal } from 'temporal-polyfill'
import { invalid } from '@stoa/core'

/** A day in the desk's time zone, or a date `YYYY-MM-DD`. */
export type SnoozeDay = 'tomorrow' | 'next_monday' | (string & {})

const opens = Temporal.PlainTime.from('09:00')
const monday = 1

/**
 * Returns when a snoozed ticket comes back: nine in the morning of the desk on that day, ISO 8601
 * UTC.
 * @throws Problem 422 on `snoozeDay` for a day that is not in the future, or more than a year away
 */
export function snoozedUntil(day: SnoozeDay, now: string, timeZone: string): string {
  const today = Temporal.Instant.from(now).toZonedDateTimeISO(timeZone).toPlainDate()
  const until = dayOf(day, today)
  const isPast = Temporal.PlainDate.compare(until, today) <= 0
  if (isPast || Temporal.PlainDate.compare(until, today.add({ years: 1 })) > 0)
    throw invalid('snoozeDay', 'field_tickets_snooze_day')
  const at = until.toZonedDateTime({ timeZone, plainTime: opens })
  return new Date(at.epochMilliseconds).toISOString()
}

function dayOf(day: SnoozeDay, today: Temporal.PlainDate): Temporal.PlainDate {
  if (day === 'tomorrow') return today.add({ days: 1 })
  if (day === 'next_monday') return today.add({ days: 7 + monday - today.dayOfWeek })
  return Temporal.PlainDate.from(day)
}
