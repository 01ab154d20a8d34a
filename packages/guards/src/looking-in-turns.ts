import { setImmediate as nextTurn } from 'node:timers/promises'
import { apart, type Detector, type Finding } from './finding.ts'
import type { Normal } from './normal.ts'

/** Up to here all detectors together take a few milliseconds, whatever a text is made of. */
const shortText = 6_000

/**
 * As `look`, on a server: a long text is looked at by one detector a turn, and whoever else waits for
 * the process is served between them.
 */
export async function lookInTurns<K extends string>(
  { text, at }: Normal,
  detectors: Detector<K>[]
): Promise<Finding<K>[]> {
  const found: Finding<K>[] = []
  for (const detect of detectors) {
    found.push(...detect(text))
    if (text.length > shortText) await nextTurn()
  }
  return apart(found.map(({ kind, start, end }) => ({ kind, start: at(start), end: at(end) })))
}
