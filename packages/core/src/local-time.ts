import { Temporal } from 'temporal-polyfill'

/**
 * Converts a time to UTC (ISO 8601 with milliseconds). A time without an offset, such as
 * `2026-11-01T01:30`, is local to `timeZone`. If it occurs twice because clocks are put back, the
 * first is taken; if it is skipped because they are put forward, it becomes an hour later.
 * @param timeZone IANA name
 */
export function instantOf(written: string, timeZone: string): string {
  const hasOffset = /(Z|[+-]\d\d:?\d\d)$/i.test(written)
  if (hasOffset) return new Date(written).toISOString()
  const local = Temporal.PlainDateTime.from(written)
  const instant = local.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).toInstant()
  return new Date(instant.epochMilliseconds).toISOString()
}
