import { createHash } from 'node:crypto'
import { inject } from 'vitest'

const third = inject('third')

/** `npm test -- fuzz` tries every value, other runs a third of them, see `third.ts`. */
export const isWhole = third === 0

/** Returns the values of this run's third, which are others for each field. */
export function pick<T>(values: T[], field: string): T[] {
  if (isWhole) return values
  const first = createHash('sha256').update(field).digest().readUInt32BE() + third
  return values.filter((_value, at) => (first + at) % 3 === 0)
}

/** Describes what was tried, and how to try it again, for the message of a failure. */
export const tried = (what: unknown) => {
  const shown = String(JSON.stringify(what)).slice(0, 300)
  return isWhole ? shown : `${shown}, repeated by FUZZ_THIRD=${third}`
}
