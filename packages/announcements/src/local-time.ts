import { Temporal } from 'temporal-polyfill'

/**
 * A time as somebody wrote it, in UTC (ISO 8601 with milliseconds). `2026-11-01T01:30` without an
 * offset is meant in `timeZone`: where clocks are put back and it comes twice, the first; where they
 * are put forward and it never comes, an hour later.
 * @param timeZone IANA name
 */
export function instantOf(written: string, timeZone: string): string {
  const hasOffset = /(Z|[+-]\d\d:?\d\d)$/i.test(written)
  if (hasOffset) return new Date(written).toISOString()
  const local = Temporal.PlainDateTime.from(written)
  const instant = local.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).toInstant()
  return new Date(instant.epochMilliseconds).toISOString()
}
