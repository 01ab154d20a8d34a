import { wordReadings, type Token, type WordReading } from './tokens.ts'
import { isCounting } from './rows.ts'
import { wordlistOf } from './wordlist.ts'
import { withoutDigits } from '../text-forms/homoglyphs.ts'

/** A phrase is possible where this many words of a window are in a list. */
const [windowSize, fewest] = [13, 10]

/** A bit mask of the lists for each word and each first four letters. */
type Index = ReadonlyMap<string, number>

const indexes = new WeakMap<Lists, Index>()

function indexOf(lists: Lists): Index {
  const known = indexes.get(lists)
  if (known) return known
  const index = new Map<string, number>()
  for (const [bit, words] of lists.entries()) {
    const { numbers, beginnings } = wordlistOf(words)
    for (const word of [...numbers.keys(), ...beginnings.keys()])
      index.set(word, (index.get(word) ?? 0) | (1 << bit))
  }
  indexes.set(lists, index)
  return index
}

type Region = { list: readonly string[]; tokens: Token[] }
type Lists = readonly (readonly string[])[]

let last: { text: string; lists: Lists; found: Region[] } | undefined

/** Regions with many words of one list. Most texts have none and need no further checks. */
export function regionsIn(text: string, lists: Lists): Region[] {
  // Cached for the last text, as several detectors ask for it.
  if (last?.text !== text || last.lists !== lists)
    last = { text, lists, found: wordReadings(text).flatMap((one) => look(one, lists)) }
  return last.found
}

function look(reading: WordReading, lists: Lists): Region[] {
  const index = indexOf(lists)
  const places: number[] = []
  const masks: number[] = []
  const { words } = reading
  for (let place = 0; place < words.length; place += 1) {
    const word = words[place] ?? ''
    if (isCounting(word)) continue
    places.push(place)
    masks.push(maskOf(index, word))
  }
  return lists.flatMap((list, bit) =>
    regionsOf(masks, bit).map(([from, to]) => ({
      list,
      tokens: reading.tokens.slice(places[from] ?? 0, (places[to] ?? reading.tokens.length) + 1)
    }))
  )
}

/** The longest word of a list is shorter, including digits around it. */
const maxWordLength = 24

function maskOf(index: Index, word: string): number {
  if (word.length > maxWordLength) return 0
  const mask = index.get(word) ?? 0
  if (mask !== 0 || !/[\d$@]/.test(word)) return mask
  const forms = [word.replace(/^\d+|\d+$/g, ''), withoutDigits(word, 'l'), withoutDigits(word, 'i')]
  return forms.reduce((all, form) => all | (index.get(form) ?? 0), 0)
}

/** Ranges of words, extended by two on each side. */
function regionsOf(masks: number[], bit: number): [from: number, to: number][] {
  const regions: [number, number][] = []
  let within = 0
  for (let at = 0; at < masks.length; at += 1) {
    within += ((masks[at] ?? 0) >> bit) & 1
    if (at >= windowSize) within -= ((masks[at - windowSize] ?? 0) >> bit) & 1
    if (within < fewest) continue
    const from = Math.max(0, at - windowSize - 1)
    const last = regions.at(-1)
    if (last && from <= last[1]) last[1] = at + 2
    else regions.push([from, at + 2])
  }
  return regions
}
