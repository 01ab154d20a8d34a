import type { Detector, Finding, Passage } from '../detector.ts'
import { isCalledKey, labelAfter } from './labels.ts'

const gap = String.raw`(?:[ \t\r\n]{0,4},[ \t\r\n]{0,4}|[ \t]{0,4}\r?\n[ \t]{0,4})`
/** Numbers of up to three digits in a row, as programs print bytes. */
const row = new RegExp(
  `(?<![\\d.,]|,[ \\t\\r\\n]{1,4})\\d{1,3}(?:${gap}\\d{1,3}){7,299}(?![\\d.])`,
  'g'
)
/** Maximum gap between rows, for the separators and line numbers of a table. */
const farthest = 40

/**
 * Finds private keys as numbers: 64 bytes in one or several rows, or nearly as many beside a label.
 */
export const findKeyBytes: Detector = (text) => {
  const rows = Array.from(text.matchAll(row), ({ 0: { length }, index }) => {
    return { start: index, end: index + length }
  })
  return groupsOf(text, rows).flatMap((group): Finding[] => {
    const [start, end] = [group[0]?.start ?? 0, group.at(-1)?.end ?? 0]
    const numbers = group.flatMap((one) => numbersOf(text, one))
    const behind = labelAfter(text, end, 160)?.kind
    const isCalled = isCalledKey(text, start) || behind === 'key' || behind === 'phrase'
    return isOfBytes(numbers, isCalled) ? [{ kind: 'private_key', start, end }] : []
  })
}

function groupsOf(text: string, rows: Passage[]): Passage[][] {
  const groups: Passage[][] = []
  for (const one of rows) {
    const last = groups.at(-1)?.at(-1)
    if (last && one.start - last.end <= farthest && !/\p{L}/u.test(text.slice(last.end, one.start)))
      groups.at(-1)?.push(one)
    else groups.push([one])
  }
  return groups
}

const numbersOf = (text: string, { start, end }: Passage) =>
  text
    .slice(start, end)
    .split(/[\s,]+/)
    .map(Number)

/** True if at least half of the numbers differ and they are not sorted, as in random bytes. */
function isOfBytes(numbers: number[], isCalled: boolean): boolean {
  const isRight = numbers.length === 64 || (isCalled && nearly.includes(numbers.length))
  if (!isRight || numbers.some((number) => number > 255)) return false
  const isSorted = numbers.every((number, at) => at === 0 || number >= (numbers[at - 1] ?? 0))
  return !isSorted && new Set(numbers).size >= numbers.length / 2
}

const nearly = [31, 32, 33, 62, 63, 65, 66]
