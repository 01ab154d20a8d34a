import { cached } from './format.ts'

const zoned = cached((key) => {
  const [locale = '', timeZone = 'UTC'] = key.split(' ')
  return new Intl.DateTimeFormat(locale, {
    ...{ year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' },
    ...{ hourCycle: 'h23', timeZone, timeZoneName: 'short' }
  })
})

/**
 * Day, time and zone, for scheduled times; what is no time stays as it is. `timeZone` is an IANA
 * name; null means UTC.
 */
export function zonedTime(time: string, locale: string, timeZone: string | null): string {
  const instant = Date.parse(time)
  if (Number.isNaN(instant)) return time
  return withoutBrackets(zoned(`${locale} ${timeZone ?? 'UTC'}`).format(instant))
}

/** A time as inputs of local times take it: `2026-11-28T21:30`. */
export const localTimeIn = (time: string, timeZone: string): string =>
  new Date(time)
    .toLocaleString('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
    .replace(' ', 'T')

// Some languages put the zone into square brackets, which no reader expects.
const withoutBrackets = (text: string) => text.replaceAll(/\[([^\]]+)\]/g, '$1')

/**
 * A range of times. Day and zone are given once if both times share them. If clocks change in
 * between, both zones are given.
 */
export function zonedRange(start: string, end: string, locale: string, timeZone: string | null) {
  const format = zoned(`${locale} ${timeZone ?? 'UTC'}`)
  const [from, to] = [Date.parse(start), Date.parse(end)]
  const zones = [from, to].map((time) => zoneIn(format.formatToParts(time)))
  if (zones[0] === zones[1]) return withoutBrackets(format.formatRange(from, to))
  return withoutBrackets(`${format.format(from)} – ${format.format(to)}`)
}

const zoneIn = (parts: Intl.DateTimeFormatPart[]) =>
  parts.find(({ type }) => type === 'timeZoneName')?.value
