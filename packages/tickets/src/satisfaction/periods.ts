const day = 24 * 3600_000
const week = 7 * day

/** Weeks of a period. Periods never overlap: the difference of two would show single answers. */
export const weeksOfPeriod = 4

const length = weeksOfPeriod * week
const offered = 12

/** The Monday with which the first period starts. */
const first = Date.parse('2024-01-01T00:00:00.000Z')

/**
 * How long an answer counts after its resolution. Later ones are for the desk only, so that the
 * statistics of a period change no more once it is shown.
 */
export const countedFor = week

/** Starts of the periods that are shown: whole ones, whose answers are all in, the latest first. */
export function shownPeriods(now: string): string[] {
  const ended = Math.floor((Date.parse(now) - countedFor - first) / length)
  const starts = Array.from({ length: Math.min(ended, offered) }, (_, at) => ended - 1 - at)
  return starts.map((index) => new Date(first + index * length).toISOString())
}

export const endOfPeriod = (since: string) => new Date(Date.parse(since) + length).toISOString()

/** Start of a week of a period. */
export const startOfWeek = (since: string, index: number) =>
  new Date(Date.parse(since) + index * week).toISOString()
