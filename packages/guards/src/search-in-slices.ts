import { setImmediate as nextTurn } from 'node:timers/promises'
import { apart, type Detector, type Finding } from './detector.ts'
import { readingsOf } from './text-forms/readings.ts'

/** Up to this length, all detectors together take a few milliseconds for any text. */
const shortText = 6_000

/**
 * As `look`, for servers: for a long text, it yields after each detector, so that other requests
 * are served.
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
