// A worker thread, as scanning a long file takes seconds of CPU time.
import { parentPort } from 'node:worker_threads'
import { type FilterOf, compileFilters } from './filters/filter-matching.ts'
import { findSecrets } from './secrets/all-secrets.ts'
import type { Finding } from './detector.ts'

export type ScanTask = { text: string; filters: FilterOf<string>[] }

parentPort?.on('message', ({ text, filters }: ScanTask) => {
  void scan(text, filters).then((found) => parentPort?.postMessage(found))
})

/** Length of the pieces that are scanned. */
const pieceLength = 16_000
/** Longer than any secret, so that none is cut in two. */
const overlap = 2_000

/**
 * Finds secrets and matches of these filters in a long text; stops at the first piece with any.
 * Matches have their action as kind.
 */
async function scan(
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
