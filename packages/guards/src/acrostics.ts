import { averageOf, lists, minAverage } from './chinese-phrases.ts'
import type { Detector } from './finding.ts'

/** What tells readers to put together what stands at the beginning of each line. */
const hint = /藏[头頭]|[每各]一?[行句](?:的)?(?:[开開]?[头頭]|首|第一)|[行句]首/u
/** Eleven lines or more that begin with a character and go on. */
const rows = /(?:(?<=^|\n)[ \t]{0,4}\p{sc=Han}[^\n]{0,60}(?:\n|$)){11,26}/gu

/** Seed phrases whose characters begin the lines of a poem. */
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

/** Of a list all but one, and not as common as those that sentences begin with. */
const isRare = (characters: string[]) =>
  lists.some((list) => {
    const indexes = characters.flatMap((one) => list.get(one.charCodeAt(0)) ?? [])
    return indexes.length >= 11 && averageOf(indexes) >= minAverage
  })
