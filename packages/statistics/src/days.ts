const day = 24 * 3600_000

/** The day (UTC) of a time, `2026-01-31`. */
export const dayOf = (time: string): string => new Date(time).toISOString().slice(0, 10)

/** The last days up to that of a time, oldest first. */
export function lastDays(now: string, count: number): string[] {
  const today = Date.parse(dayOf(now))
  return Array.from({ length: count }, (_, index) =>
    new Date(today - (count - 1 - index) * day).toISOString().slice(0, 10)
  )
}

/** The day a number of days before another one. */
export const daysBefore = (of: string, count: number): string =>
  new Date(Date.parse(of) - count * day).toISOString().slice(0, 10)
