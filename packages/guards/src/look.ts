import { apart, type Detector, type Finding } from './detector.ts'
import type { Normal } from './text-forms/normal.ts'
import { readingsOf } from './text-forms/readings.ts'

/**
 * Runs detectors on the text as typed and as rendered. Findings are passages of the given text, in
 * order and without overlaps.
 */
export const look = <K extends string>(given: string, detectors: Detector<K>[]): Finding<K>[] =>
  apart(readingsOf(given).flatMap((reading) => foundIn(reading, detectors)))

const foundIn = <K extends string>({ text, at }: Normal, detectors: Detector<K>[]): Finding<K>[] =>
  detectors
    .flatMap((detect) => detect(text))
    .map(({ kind, start, end }) => ({ kind, start: at(start), end: at(end) }))
