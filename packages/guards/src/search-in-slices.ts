import { setImmediate as nextTurn } from 'node:timers/promises'
import { apart, type Detector, type Finding } from './finding.ts'
import { readingsOf } from './readings.ts'

/** Up to here all detectors together take a few milliseconds, whatever a text is made of. */
const shortText = 6_000

/**
 * As `look`, on a server: a long text is looked at by one detector a turn, and whoever else waits for
 * the process is served between them.
 */
export async function searchInSlices<K extends string>(
  given: string,
  detectors: Detector<K>[]
): Promise<Finding<K>[]> {
  const found: Finding<K>[] = []
  for (const { text, at } of readingsOf(given))
    for (const detect of detectors) {
      const passages = detect(text)
      found.push(
        ...passages.map(({ kind, start, end }) => ({ kind, start: at(start), end: at(end) }))
      )
      if (text.length > shortText) await nextTurn()
    }
  return apart(found)
}
