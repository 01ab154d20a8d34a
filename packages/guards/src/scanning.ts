import { findSecrets } from './all-secrets.ts'
import { compileFilters, type FilterOf } from './filters.ts'
import type { Finding } from './finding.ts'

/** So much is looked at together, whatever stands far from each other. */
const pieceLength = 16_000
/** More than any secret is long, so that none is cut in two. */
const overlap = 2_000

/**
 * What is secret in the first piece of a long text that has anything: secrets, and what these filters find, by
 * their action.
 */
export async function scan(
  text: string,
  filters: readonly FilterOf<string>[]
): Promise<Finding<string>[]> {
  const find = compileFilters(filters)
  for (const start of startsOf(text)) {
    const piece = text.slice(start, start + pieceLength)
    const matches = (await find(piece)).map(({ action, ...passage }) => ({
      kind: action,
      ...passage
    }))
    const found = [...findSecrets(piece), ...matches]
    if (found.length > 0)
      return found.map((one) => ({ ...one, start: one.start + start, end: one.end + start }))
  }
  return []
}

function startsOf(text: string): number[] {
  const step = pieceLength - overlap
  const count = Math.max(1, Math.ceil((text.length - overlap) / step))
  return Array.from({ length: count }, (_, index) => index * step)
}
