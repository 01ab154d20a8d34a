import { averageOf, lists, minAverage } from './chinese.ts'
import type { Detector } from '../detector.ts'

/** Instructions to read the first character of each line. */
const hint = /藏[头頭]|[每各]一?[行句](?:的)?(?:[开開]?[头頭]|首|第一)|[行句]首/u
/** Eleven or more lines that start with a Chinese character. */
const rows = /(?:(?<=^|\n)[ \t]{0,4}\p{sc=Han}[^\n]{0,60}(?:\n|$)){11,26}/gu

/** Finds seed phrases in the first characters of the lines of a poem. */
export const findAcrostics: Detector = (text) => {
  if (!hint.test(text)) return []
  return Array.from(text.matchAll(rows)).flatMap(({ 0: lines, index }) => {
    const first = Array.from(
      lines.matchAll(/(?<=^|\n)[ \t]{0,4}(\p{sc=Han})/gu),
      ([, one = '']) => one
    )
    const from = first.findIndex((_, at) => isRare(first.slice(at, at + 12)))
    return from < 0
      ? []
      : [{ kind: 'seed_phrase', start: index, end: index + lines.trimEnd().length }]
  })
}

/**
 * True if all but one of the characters are in a word list, and rarer on average than those that
 * start sentences.
 */
const isRare = (characters: string[]) =>
  lists.some((list) => {
    const indexes = characters.flatMap((one) => list.get(one.charCodeAt(0)) ?? [])
    return indexes.length >= 11 && averageOf(indexes) >= minAverage
  })
