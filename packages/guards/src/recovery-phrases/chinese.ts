import { wordlist as simplified } from '@scure/bip39/wordlists/simplified-chinese.js'
import { wordlist as traditional } from '@scure/bip39/wordlists/traditional-chinese.js'
import type { Detector, Finding, Passage } from '../detector.ts'
import { labelAfter, labelBefore, type LabelKind } from '../secrets/labels.ts'
import { isHinted } from './labelled.ts'
import { hasChecksum, isPhraseSize, phraseSizes } from './mnemonics.ts'

// Indexed by character code, as every candidate is looked up character by character.
export const lists = [simplified, traditional].map(
  (words) => new Map(words.map((word, index) => [word.charCodeAt(0), index]))
)

// The list is sorted by frequency: characters of a sentence have an average index of about 300,
// those of a random phrase of 1024.
export const minAverage = 600
const minLabelled = 450
const minUncalled = 700

// Browsers before 2024 may lack it; then phrases and sentences of such characters are not
// distinguished.
const segmenter = Intl.Segmenter && new Intl.Segmenter('zh', { granularity: 'word' })
/**
 * Share of the characters of a phrase that are words of their own; in a random phrase, two rarely
 * form a word.
 */
const minShareOfWords = 5 / 6

const introduction =
  /^.*(?:[助注註][记記计計][词詞语語]|种子|種子|私[钥鑰匙]|短[语語]|[备備]份|恢[复復])(?:[词詞]|短[语語])?(?:就?是|[为為])?/
/** Counters between the characters of a phrase: 第1个是. */
const counting = /第[\d一二三四五六七八九十]{1,3}[个個]?(?:[字词詞])?(?:就?是|[为為])?/g

type Run = Passage & { text: string }

/** Finds seed phrases of Chinese characters: separate, in groups of one size, or without gaps. */
export const findChinesePhrases: Detector = (given) => {
  const text = given.replace(counting, ({ length }) => ' '.repeat(length))
  const runs = [...text.matchAll(/\p{sc=Han}+/gu)].map(({ 0: run, index }) => {
    return { text: run, start: index, end: index + run.length }
  })
  return [
    ...groupsOf(text, runs).flatMap((group) => phraseIn(given, group)),
    ...runs.flatMap(withinRun),
    ...singlesIn(runs)
      .filter((one) => isCalledPhrase(given, one))
      .map(toFinding)
  ]
}

const toFinding = ({ start, end }: Passage): Finding => ({ kind: 'seed_phrase', start, end })

const ofPhrases: readonly LabelKind[] = ['phrase', 'key']

const isCalledPhrase = (text: string, { start, end }: Passage) =>
  ofPhrases.includes(labelBefore(text, start, 64, ofPhrases)?.kind ?? 'other') ||
  ofPhrases.includes(labelAfter(text, end, 24)?.kind ?? 'other')

/** Eleven or more separate characters in a row, at most one of them not in a list. */
function singlesIn(runs: Run[]): Passage[] {
  const found: Passage[] = []
  let row: Run[] = []
  const endRow = () => {
    const known = row.filter(({ text: one }) => lists.some((list) => list.has(one.charCodeAt(0))))
    const first = row[0]
    if (first && known.length >= 11 && row.length - known.length <= 1)
      found.push({ start: first.start, end: row.at(-1)?.end ?? 0 })
    row = []
  }
  for (const run of runs) {
    const last = row.at(-1)
    if (last && (run.text.length !== 1 || run.start - last.end > 14)) endRow()
    if (run.text.length === 1) row.push(run)
  }
  endRow()
  return found
}

/** Joins runs of equal length with only spaces, digits and punctuation between them. */
function groupsOf(text: string, runs: Run[]): Run[] {
  const groups: Run[][] = []
  for (const run of runs) {
    const group = groups.at(-1)
    const last = group?.at(-1)
    if (group && last && belongs(text, last, run)) group.push(run)
    else groups.push([run])
  }
  return groups.map(joined)
}

function belongs(text: string, last: Run, run: Run): boolean {
  const gap = text.slice(last.end, run.start)
  if (run.text.length !== last.text.length || gap.length > 8 || /\p{L}/u.test(gap)) return false
  return run.text.length === 1 || !/[。！？!?]/.test(gap)
}

const joined = (group: Run[]): Run => ({
  text: group.map(({ text }) => text).join(''),
  start: group[0]?.start ?? 0,
  end: group.at(-1)?.end ?? 0
})

function phraseIn(text: string, { text: run, start, end }: Run): Finding[] {
  const skipped = introduction.exec(run)?.[0].length ?? 0
  const characters = Array.from(run.slice(skipped))
  if (!isPhraseSize(characters.length)) return []
  const isSeparate = end - start > run.length
  const isCalled =
    skipped > 0 ||
    labelBefore(text, start, 32, ofPhrases) !== undefined ||
    (isSeparate && (isHinted(text, { start, end }) || isCounted(text.slice(start, end), run)))
  const isPhrase = lists.some(
    (list) =>
      isDrawn(characters, list, isCalled) ||
      (isAlone(text, start, end) && isUnlikely(characters, list))
  )
  return isPhrase ? [{ kind: 'seed_phrase', start: start + skipped, end }] : []
}

/** A phrase with nothing between it and the words around it is found if it is a valid one. */
const withinRun = ({ text: run, start }: Run): Finding[] =>
  lists
    .flatMap((list) => {
      const characters = Array.from(run)
      return windowsOf(run, list).filter(([at, end]) =>
        isDrawn(characters.slice(at, end), list, false)
      )
    })
    .slice(0, 1)
    .map(([at, end]) => toFinding({ start: start + at, end: start + end }))

/** Ranges of the length of a phrase whose characters are rare on average. */
function windowsOf(run: string, list: ReadonlyMap<number, number>): [from: number, to: number][] {
  const sums = sumsOf(run, list)
  return phraseSizes.flatMap((size) =>
    sums.flatMap((sum, end) => {
      const isRare = end >= size && sum - (sums[end - size] ?? 0) >= size * minUncalled
      return isRare ? [[end - size, end] as [number, number]] : []
    })
  )
}

/** Sums of the indexes before each character; one that is not in the list makes them negative. */
function sumsOf(run: string, list: ReadonlyMap<number, number>): number[] {
  let sum = 0
  return [0, ...Array.from(run, (one) => (sum += list.get(one.charCodeAt(0)) ?? -1e6))]
}

/** True if nearly every character has a number: 1. 枪 2. 疫. */
const isCounted = (phrase: string, { length }: string) =>
  (phrase.match(/\d+/g) ?? []).length >= length - 2

const isAlone = (text: string, start: number, end: number) =>
  /(?:^|\n)[ \t]*$/.test(text.slice(Math.max(0, start - 4), start)) &&
  /^[ \t]*(?:\n|$)/.test(text.slice(end, end + 4))

/** True for a phrase without checksum: rare and distinct characters that form no words. */
function isUnlikely(characters: string[], list: ReadonlyMap<number, number>): boolean {
  const indexes = characters.map((character) => list.get(character.codePointAt(0) ?? 0) ?? -1)
  if (!segmenter || indexes.includes(-1) || new Set(indexes).size < indexes.length) return false
  const words = Array.from(segmenter.segment(characters.join(''))).length
  return words === characters.length && averageOf(indexes) >= minUncalled
}

export const averageOf = (indexes: number[]) =>
  indexes.reduce((sum, index) => sum + index, 0) / indexes.length

function isDrawn(characters: string[], list: ReadonlyMap<number, number>, isCalled: boolean) {
  const indexes = characters.map((character) => list.get(character.codePointAt(0) ?? 0) ?? -1)
  if (indexes.includes(-1)) return false
  const average = averageOf(indexes)
  if (average < (isCalled ? minLabelled : minAverage)) return false
  if (!hasChecksum(indexes)) return isCalled && average >= minAverage && !isSentence(characters)
  return isCalled || !isSentence(characters)
}

const isSentence = (characters: string[]) =>
  segmenter &&
  Array.from(segmenter.segment(characters.join(''))).length < characters.length * minShareOfWords
