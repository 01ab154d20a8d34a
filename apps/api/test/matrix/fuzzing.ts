import { createHash } from 'node:crypto'

/** CI and `npm test -- fuzz` try every value; other runs try one value of each field. */
export const isWhole = Boolean(process.env['CI'] || process.env['FUZZ'])

/** Chooses the values of an ordinary run. It changes daily; FUZZ_SEED repeats an earlier run. */
const seed = process.env['FUZZ_SEED'] ?? new Date().toISOString().slice(0, 10)

/** Returns all values in a whole run, otherwise the one that the seed chooses for this field. */
export function pick<T>(values: T[], field: string): T[] {
  if (isWhole) return values
  const digest = createHash('sha256').update(`${seed} ${field}`).digest()
  const at = digest.readUInt32BE() % values.length
  return values.slice(at, at + 1)
}

/** Describes what was tried, and how to try it again, for the message of a failure. */
export const tried = (what: unknown) => {
  const shown = String(JSON.stringify(what)).slice(0, 300)
  return isWhole ? shown : `${shown}, repeated by FUZZ_SEED=${seed}`
}
