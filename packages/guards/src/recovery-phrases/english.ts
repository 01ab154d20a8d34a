import { wordlist } from '@scure/bip39/wordlists/english.js'
import type { Detector, Finding, Passage } from '../detector.ts'
import { segmentations } from './glued-words.ts'
import { isCalledKey } from '../secrets/labels.ts'
import { hasChecksum, numbered, phraseSizes } from './mnemonics.ts'

const numbers = numbered(wordlist)
const maxGap = 12
/**
 * In runs up to this length, words around the phrase may be in the list, too: "seed", "phrase",
 * "only".
 */
const shortRun = 28

type Word = Passage & { index: number }

/** Finds seed phrases of English words, separated by anything but letters, or not at all. */
export const findEnglishPhrases: Detector = (text) => {
  const { rows, glued } = candidatesIn(text)
  return [
    ...rows.flatMap((row) => runsOf(text, row)).flatMap((run) => phraseIn(text, run)),
    ...glued
      .filter(({ start, end }) => isGluedPhrase(text.slice(start, end).toLowerCase()))
      .map(toFinding)
  ]
}

const isLetter = (code: number) => (code | 32) >= 97 && (code | 32) <= 122

/**
 * Rows of at least twelve words with the lengths of list words, and long words that may be a phrase
 * without gaps. Prose has an "a" or "to" earlier, so few of its words are looked up.
 */
function candidatesIn(text: string): { rows: Passage[]; glued: Passage[] } {
  const rows: Passage[] = []
  const glued: Passage[] = []
  let [start, end, words, letters] = [0, 0, 0, 0]
  const endRow = () => {
    if (words >= 12) rows.push({ start, end })
    words = 0
  }
  for (let at = 0; at <= text.length; at += 1) {
    if (isLetter(text.charCodeAt(at))) {
      letters += 1
      continue
    }
    if (letters >= 3 && letters <= 8) {
      if (words === 0) start = at - letters
      end = at
      words += 1
    } else if (letters > 0) endRow()
    if (letters >= 36 && letters <= 200) glued.push({ start: at - letters, end: at })
    letters = 0
  }
  endRow()
  return { rows, glued }
}

const toFinding = ({ start, end }: Passage): Finding => ({ kind: 'seed_phrase', start, end })

/** Twelve or more words of the list in a row. */
function runsOf(text: string, row: Passage): Word[][] {
  const runs: Word[][] = []
  let run: Word[] = []
  for (const { 0: word, index: at } of text.slice(row.start, row.end).matchAll(/[a-z]+/gi)) {
    const start = row.start + at
    const index = numbers.get(word.toLowerCase())
    if (!follows(text, run, start) || index === undefined) {
      if (run.length >= 12) runs.push(run)
      run = []
    }
    if (index !== undefined) run.push({ index, start, end: start + word.length })
  }
  return run.length >= 12 ? [...runs, run] : runs
}

function follows(text: string, run: Word[], start: number): boolean {
  const last = run.at(-1)
  if (!last) return true
  const gap = text.slice(last.end, start)
  return gap.length <= maxGap && !/\p{L}/u.test(gap)
}

function phraseIn(text: string, run: Word[]): Finding[] {
  const everywhere = run.length <= shortRun || isCalledKey(text, run[0]?.start ?? 0)
  for (const size of phraseSizes)
    for (const from of placesIn(run.length - size, everywhere)) {
      const words = run.slice(from, from + size)
      const indexes = words.map(({ index }) => index)
      if (isDrawn(indexes))
        return [{ kind: 'seed_phrase', start: words[0]?.start ?? 0, end: words.at(-1)?.end ?? 0 }]
    }
  return []
}

function placesIn(last: number, everywhere: boolean): number[] {
  if (everywhere) return Array.from({ length: last + 1 }, (_, place) => place)
  return last < 0 ? [] : [0, last]
}

/** True for a valid checksum, unless it is one word repeated or a passage of the list. */
const isDrawn = (indexes: readonly number[]) =>
  !isSorted(indexes) && new Set(indexes).size > 1 && !isTestVector(indexes) && hasChecksum(indexes)

/** The first test vector of BIP-39, which is often quoted: eleven times "abandon", then "about". */
const isTestVector = (indexes: readonly number[]) =>
  indexes.length === 12 && indexes.every((index, at) => index === (at === 11 ? 3 : 0))

/** A passage of the list itself, as code and articles quote it. */
const isSorted = (indexes: readonly number[]) =>
  indexes.every((index, at) => at === 0 || index > (indexes[at - 1] ?? 0))

const isGluedPhrase = (letters: string) => segmentations(letters, numbers).some(isDrawn)
