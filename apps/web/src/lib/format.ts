import type { Locale } from '@stoa/messages'

type Units = [unit: Intl.RelativeTimeFormatUnit, seconds: number][]
const units: Units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60]
]

// Formatters are cached: creating one costs as much as rendering a post.
export const cached = <F>(make: (key: string) => F) => {
  const made = new Map<string, F>()
  return (key: string) => {
    const known = made.get(key) ?? make(key)
    made.set(key, known)
    return known
  }
}

const relative = cached((locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }))
const shortDate = cached((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }))
const dayOfYear = cached(
  (locale) => new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric' })
)
const number = cached((locale) => new Intl.NumberFormat(locale, { notation: 'compact' }))
const exact = cached(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'long' })
)

/**
 * "in 3 hours" for the future, "3 hours ago" within the last week, else a date, with the year if it
 * is not this one. Undefined within the first minute, as the text of `Intl` is unnatural in some
 * languages.
 * @param time ISO 8601
 * @param now milliseconds since 1970
 */
export function relativeTime(time: string, locale: string, now = Date.now()) {
  const then = Date.parse(time)
  const seconds = (now - then) / 1000
  if (seconds <= -60) return distanceTo(time, locale, now)
  if (seconds < 60) return undefined
  if (seconds >= 7 * 86_400) return dateOn(new Date(then), locale, new Date(now))
  const [unit, size] = units.find(([, size]) => seconds >= size) ?? ['minute', 60]
  return relative(locale).format(-Math.floor(seconds / size), unit)
}

/**
 * "in 3 hours" or "3 hours ago" for any distance: minutes up to 90, hours up to two days, then
 * days.
 * @param time ISO 8601
 * @param now milliseconds since 1970
 */
export function distanceTo(time: string, locale: string, now = Date.now()) {
  const minutes = (Date.parse(time) - now) / 60_000
  const [unit, size] = scaleOf(Math.abs(minutes))
  const count = Math.trunc(minutes / size) || Math.sign(minutes)
  return relative(locale).format(count, unit)
}

function scaleOf(minutes: number): [unit: 'minute' | 'hour' | 'day', size: number] {
  if (minutes < 90) return ['minute', 1]
  return minutes < 48 * 60 ? ['hour', 60] : ['day', 1440]
}

const lengths = cached((key) => {
  const [locale = '', unit = 'minute'] = key.split(' ')
  const style = { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 1 } as const
  return new Intl.NumberFormat(locale, style)
})

/** "3 hours", in the unit that `distanceTo` uses, rounded up. */
export function lengthOf(minutes: number, locale: string) {
  const [unit, size] = scaleOf(minutes)
  return lengths(`${locale} ${unit}`).format(Math.max(1, Math.ceil(minutes / size)))
}

// Compares years in UTC: years in another zone cost as much as the formatting.
const dateOn = (day: Date, locale: string, today: Date) =>
  (day.getUTCFullYear() === today.getUTCFullYear() ? dayOfYear : shortDate)(locale).format(day)

/** Date, time and zone in full, in the machine's zone; in a browser, this is the reader's. */
export const exactTime = (time: string, locale: string) => exact(locale).format(Date.parse(time))

const months = cached(
  (locale) => new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', timeZone: 'UTC' })
)

/** Name of a month with its year. */
export const monthOf = ({ year, month }: { year: number; month: number }, locale: string) =>
  months(locale).format(Date.UTC(year, month - 1))

const dates = cached((key) => {
  const [locale = '', timeZone = 'UTC'] = key.split(' ')
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone })
})

/** Full date. `timeZone` is an IANA name; null means UTC. */
export const dateOf = (time: string, locale: string, timeZone: string | null) =>
  dates(`${locale} ${timeZone ?? 'UTC'}`).format(Date.parse(time))

const weekday = cached(
  (locale) => new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' })
)
// A Monday.
const firstDay = Date.UTC(2026, 0, 5)

/** Names of the weekdays from Monday. */
export const weekdays = (locale: string) =>
  Array.from({ length: 7 }, (_, day) => weekday(locale).format(firstDay + day * 86_400_000))

/** 1,234 as "1234", 12,345 as "1.2万" or "12K". */
export const shortNumber = (value: number, locale: Locale) => number(locale).format(value)

/** A duration in the unit people would use. */
export function minutesWords(minutes: number, locale: Locale): string {
  if (minutes < 90) return lengths(`${locale} minute`).format(Math.round(minutes))
  if (minutes < 36 * 60) return lengths(`${locale} hour`).format(minutes / 60)
  return lengths(`${locale} day`).format(minutes / 1440)
}

/** The day on which a document takes effect, in UTC, for which it was set. */
export const dayOfEffect = (time: string, locale: string) => dateOf(time, locale, null)
