import { isPhraseSize } from './mnemonics.ts'

const [shortest, maxWordLength] = [3, 8]
const maxLength = 64

/** Ways to split letters into the words of a phrase; at most 64. */
export function segmentations(letters: string, numbers: ReadonlyMap<string, number>): number[][] {
  const found: number[][] = []
  // Most letters start with no word of the list.
  if (wordsAt(letters, 0, numbers).length === 0) return found
  const ends = readable(letters, numbers)
  const read = (at: number, indexes: number[]): void => {
    if (found.length >= maxLength || indexes.length > 24) return
    if (at === letters.length && isPhraseSize(indexes.length)) found.push(indexes)
    for (const [end, index] of wordsAt(letters, at, numbers))
      if (ends.has(end)) read(end, [...indexes, index])
  }
  if (ends.has(0)) read(0, [])
  return found
}

/** Positions from which the rest can be split; others need not be tried. */
function readable(letters: string, numbers: ReadonlyMap<string, number>): Set<number> {
  const places = new Set([letters.length])
  for (let at = letters.length - shortest; at >= 0; at -= 1)
    if (wordsAt(letters, at, numbers).some(([end]) => places.has(end))) places.add(at)
  return places
}

function wordsAt(letters: string, at: number, numbers: ReadonlyMap<string, number>) {
  const words: [end: number, index: number][] = []
  for (let end = at + shortest; end <= at + maxWordLength && end <= letters.length; end += 1) {
    const index = numbers.get(letters.slice(at, end))
    if (index !== undefined) words.push([end, index])
  }
  return words
}
