import type { Child } from './child.ts'
import type { Facts } from './facts.ts'

/** What a row measured, by its unit, such as `CPU ms` or `KB`. */
export type Measurements = Record<string, number>

/** What one round measured, by the name of the row. */
export type Round = Record<string, Measurements>

/** A row of the table. */
export type Row<Scene> = { name: string; measure(scene: Scene): Promise<Measurements> }

/** The forum on the filled database, with signed-in members. */
export type ForumScene = PageScene & { forum: Child }

/** A forum that can be reached. */
export type PageScene = { origin: string; facts: Facts; sessionIds: string[] }

/** A folder with the filled database, in which no forum runs. */
export type ProgramScene = { folder: string; port: number; sessionIds: string[]; facts: Facts }

/** The requests per second of bare Fastify on the machine for which the budgets were written. */
const referenceRate = 7_400

/** The row that every round compares with. */
export const bareName = 'bare Fastify'

/** How much slower this machine is than that one. */
export const slownessIn = (round: Round) => referenceRate / bareRate(round)

const bareRate = (round: Round) => round[bareName]?.['req/s'] ?? NaN

const isTime = (unit: string) => /^(CPU ms|p95 ms|seconds)/.test(unit)

/** A figure of a round as the machine of the budgets would measure it; undefined if it was not. */
export function scaledValue(round: Round, row: string, unit: string): number | undefined {
  const { [row]: measured } = round
  if (unit === '× bare') return (measured?.['req/s'] ?? NaN) / bareRate(round)
  const value = measured?.[unit]
  if (value === undefined) return undefined
  if (isTime(unit)) return value / slownessIn(round)
  return unit === 'req/s' ? value * slownessIn(round) : value
}

/** Whether more of it is better. */
export const isMoreBetter = (unit: string) => ['req/s', '× bare', 'hit ratio'].includes(unit)

export type Spread = { median: number; min: number; max: number }

export function spreadOf(values: number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  const median = sorted[Math.floor((sorted.length - 1) / 2)] ?? NaN
  return { median, min: sorted[0] ?? NaN, max: sorted.at(-1) ?? NaN }
}
