import type { Locale } from '@stoa/messages'

type Units = [unit: Intl.RelativeTimeFormatUnit, seconds: number][]
const units: Units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60]
]

// A formatter costs as much as a post to render, so each is made once.
const cached = <F>(make: (locale: string) => F) => {
  const made = new Map<string, F>()
  return (locale: string) => {
    const known = made.get(locale) ?? make(locale)
    made.set(locale, known)
    return known
  }
}

const relative = cached((locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }))
const shortDate = cached((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }))
const number = cached((locale) => new Intl.NumberFormat(locale, { notation: 'compact' }))
const exactTimes = new Map<string, Intl.DateTimeFormat>()

/**
 * "3 hours ago" for the last week, a date before that.
 * @param time ISO 8601
 * @param now milliseconds since 1970
 */
export function relativeTime(time: string, locale: string, now = Date.now()) {
  const seconds = Math.max(0, (now - Date.parse(time)) / 1000)
  if (seconds >= 7 * 86_400) return shortDate(locale).format(Date.parse(time))
  const [unit, size] = units.find(([, size]) => seconds >= size) ?? ['second', Infinity]
  return relative(locale).format(-Math.floor(seconds / size) || 0, unit)
}

/** Date, time and zone in full. `timeZone` is an IANA name; without one, UTC. */
export function exactTime(time: string, locale: string, timeZone: string | null = null) {
  const zone = timeZone ?? 'UTC'
  const key = `${locale} ${zone}`
  const format = exactTimes.get(key) ?? exactFormat(locale, zone)
  exactTimes.set(key, format)
  return format.format(Date.parse(time))
}

const exactFormat = (locale: string, timeZone: string) =>
  new Intl.DateTimeFormat(locale, {
    dateStyle: 'long',
    timeStyle: 'long',
    timeZone
  })

/** 1,234 as "1234", 12,345 as "1.2万" or "12K". */
export const shortNumber = (value: number, locale: Locale) => number(locale).format(value)
