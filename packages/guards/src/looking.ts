import { apart, type Detector, type Finding } from './finding.ts'
import { normal } from './normal.ts'

/** What the detectors find in a text, in order and apart, as passages of the text as it was given. */
export function look<K extends string>(given: string, detectors: Detector<K>[]): Finding<K>[] {
  const { text, at } = normal(given)
  const found = detectors.flatMap((detect) => detect(text))
  return apart(found.map(({ kind, start, end }) => ({ kind, start: at(start), end: at(end) })))
}
