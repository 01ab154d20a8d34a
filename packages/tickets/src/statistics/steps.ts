import { sql, type SQL } from 'drizzle-orm'

const [hour, day] = [60, 24 * 60]
/**
 * Rounding of times: up to `until` minutes they are rounded up to multiples of `size`, about eight
 * per cent.
 */
const scale = [
  { until: hour, size: 1 },
  { until: 6 * hour, size: 5 },
  { until: day, size: 15 },
  { until: 4 * day, size: hour },
  { until: 30 * day, size: 6 * hour },
  { until: 90 * day, size: day },
  { until: 730 * day, size: 7 * day }
]

/**
 * Minutes that times are rounded up to. Stored sums refer to a step by its index, so changing the
 * list makes them wrong.
 */
const steps = scale.reduce<number[]>(
  (all, { until, size }) => [...all, ...upTo(until, all.at(-1) ?? 0, size)],
  [0]
)

function upTo(until: number, from: number, size: number): number[] {
  return Array.from({ length: Math.ceil((until - from) / size) }, (_, at) => from + (at + 1) * size)
}

/** Digits per step: room for that many tickets with the same time. */
const digits = 8

/**
 * Aggregate over minutes that counts tickets per step. The counts are the eight-digit groups of one
 * number, the first step's group last, so that adding two such numbers adds all counts.
 */
export function timesOf(minutes: SQL): SQL {
  const place = sql`least(width_bucket(${minutes} - 1, ${sql.param(steps)}::int[]), ${steps.length - 1}::int)`
  return sql`coalesce(sum(('1e' || ${digits}::int * ${place})::numeric), 0)`
}

/** Returns the number of tickets, and the minutes within which half and nine of ten were done. */
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

/** The smallest step within which `wanted` tickets were done. */
function within(counts: readonly number[], wanted: number): number {
  let done = 0
  const place = counts.findIndex((these) => (done += these) >= wanted)
  return steps[place] ?? 0
}
