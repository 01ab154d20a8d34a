import { wordlist } from '@scure/bip39/wordlists/english.js'
import type { Detector, Finding, Passage } from './finding.ts'
import { segmentations } from './glued-words.ts'
import { isCalledKey } from './labels.ts'
import { hasChecksum, numbered, phraseSizes } from './mnemonics.ts'

const numbers = numbered(wordlist)
const longestGap = 12
/** Up to here words before and behind a phrase may be of the list too: "seed", "phrase", "only". */
const shortRun = 28

type Word = Passage & { index: number }

/** Seed phrases of English words, with anything but letters between them or nothing at all. */
export const findEnglishPhrases: Detector = (text) => {
  const words = [...text.matchAll(/[a-z]+/gi)]
  const glued = words.filter(([word]) => word.length >= 36 && word.length <= 200)
  return [
    ...runsOf(text, words).flatMap((run) => phraseIn(text, run)),
    ...glued.filter(([word]) => isGluedPhrase(word.toLowerCase())).map(toFinding)
  ]
}

const toFinding = ({ 0: word, index }: RegExpExecArray): Finding => {
  return { kind: 'seed_phrase', start: index, end: index + word.length }
}

/** Twelve words of the list or more in a row. */
function runsOf(text: string, words: RegExpExecArray[]): Word[][] {
  const runs: Word[][] = []
  let run: Word[] = []
  for (const { 0: word, index: start } of words) {
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
  return gap.length <= longestGap && !/\p{L}/u.test(gap)
}

function phraseIn(text: string, run: Word[]): Finding[] {
  const everywhere = run.length <= shortRun || isCalledKey(text, run[0]?.start ?? 0)
  for (const size of phraseSizes)
    for (const from of placesIn(run.length - size, everywhere)) {
      const words = run.slice(from, from + size)
      const indexes = words.map(({ index }) => index)
      if (!isSorted(indexes) && hasChecksum(indexes))
        return [{ kind: 'seed_phrase', start: words[0]?.start ?? 0, end: words.at(-1)?.end ?? 0 }]
    }
  return []
}

function placesIn(last: number, everywhere: boolean): number[] {
  if (everywhere) return Array.from({ length: last + 1 }, (_, place) => place)
  return last < 0 ? [] : [0, last]
}

/** A piece of the list itself, as code and articles quote it. */
const isSorted = (indexes: readonly number[]) =>
  indexes.every((index, at) => at === 0 || index > (indexes[at - 1] ?? 0))

const isGluedPhrase = (letters: string) =>
  segmentations(letters, numbers).some((indexes) => !isSorted(indexes) && hasChecksum(indexes))
