import { apart, type Detector, type Finding } from './finding.ts'
import type { Normal } from './normal.ts'
import { readingsOf } from './readings.ts'

/**
 * What the detectors find in a text, in order and apart, as passages of the text as it was given: in what its
 * reader sees, and in what was typed.
 */
export const look = <K extends string>(given: string, detectors: Detector<K>[]): Finding<K>[] =>
  apart(readingsOf(given).flatMap((reading) => foundIn(reading, detectors)))

const foundIn = <K extends string>({ text, at }: Normal, detectors: Detector<K>[]): Finding<K>[] =>
  detectors
    .flatMap((detect) => detect(text))
    .map(({ kind, start, end }) => ({ kind, start: at(start), end: at(end) }))
