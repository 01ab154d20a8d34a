import { sql, type SQL } from 'drizzle-orm'

const [hour, day] = [60, 24 * 60]
/** Until when times are told to so many minutes, so to within eight of a hundred. */
const scale = [
  { until: hour, size: 1 },
  { until: 6 * hour, size: 5 },
  { until: day, size: 15 },
  { until: 4 * day, size: hour },
  { until: 30 * day, size: 6 * hour },
  { until: 90 * day, size: day },
  { until: 730 * day, size: 7 * day }
]

/** To what minutes are rounded up. Sums that are kept name them by their place: a change makes those wrong. */
const steps = scale.reduce<number[]>(
  (all, { until, size }) => [...all, ...upTo(until, all.at(-1) ?? 0, size)],
  [0]
)

function upTo(until: number, from: number, size: number): number[] {
  return Array.from({ length: Math.ceil((until - from) / size) }, (_, at) => from + (at + 1) * size)
}

/** So many could take the same time. */
const digits = 8

/**
 * How many took how long, as an aggregate over minutes: of each step a number of eight digits, the first
 * step's last, all written as one, so that adding two of them up counts both.
 */
export function timesOf(minutes: SQL): SQL {
  const place = sql`least(width_bucket(${minutes} - 1, ${sql.param(steps)}::int[]), ${steps.length - 1}::int)`
  return sql`coalesce(sum(('1e' || ${digits}::int * ${place})::numeric), 0)`
}

/** How many of them there are, and within how many minutes half and nine of ten were done. */
export function spread(times: string) {
  const counts = countsIn(times)
  const count = counts.reduce((sum, these) => sum + these, 0)
  return { count, half: within(counts, 0.5 * count), most: within(counts, 0.9 * count) }
}

function countsIn(times: string): number[] {
  const length = Math.ceil(times.length / digits)
  const padded = times.padStart(length * digits, '0')
  const groups = Array.from({ length }, (_, at) => padded.slice(at * digits, (at + 1) * digits))
  return groups.map(Number).reverse()
}

/** The least step by which so many of them were done. */
function within(counts: readonly number[], wanted: number): number {
  let done = 0
  const place = counts.findIndex((these) => (done += these) >= wanted)
  return steps[place] ?? 0
}
