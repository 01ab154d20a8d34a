import { wordlist as simplified } from '@scure/bip39/wordlists/simplified-chinese.js'
import { wordlist as traditional } from '@scure/bip39/wordlists/traditional-chinese.js'
import type { Detector, Finding, Passage } from './finding.ts'
import { hasChecksum, isPhraseSize } from './mnemonics.ts'

// By code: each sentence as long as a phrase is looked up, character by character.
const lists = [simplified, traditional].map(
  (words) => new Map(words.map((word, index) => [word.charCodeAt(0), index]))
)

// The list is in the order of frequency, so a sentence has low numbers (about 300 on average) and a
// phrase drawn by chance high ones (1024).
const leastAverage = 600
const leastCalled = 450

// Browsers of before 2024 may have none: there a phrase is not told from a sentence of such words.
const segmenter = Intl.Segmenter && new Intl.Segmenter('zh', { granularity: 'word' })
/** Of the characters of a phrase so many are words by themselves: two make a word by chance only. */
const leastWords = 5 / 6

const named = /助[记記][词詞]|种子|種子|私[钥鑰]|seed|mnemonic|recovery phrase/i
const introduction = /^.*(?:助[记記][词詞]|种子|種子|私[钥鑰])(?:就?是|[为為])?/

type Run = Passage & { text: string }

/** Seed phrases of Chinese characters: one by one, in groups of a size, or without a gap. */
export const findChinesePhrases: Detector = (text) => {
  const runs = [...text.matchAll(/\p{sc=Han}+/gu)].map(({ 0: run, index }) => {
    return { text: run, start: index, end: index + run.length }
  })
  return groupsOf(text, runs).flatMap((group) => phraseIn(text, group))
}

/** Runs of one length with nothing but spaces, digits and signs between them. */
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
  return run.text.length === last.text.length && gap.length <= 8 && !/[\p{L}。！？!?]/u.test(gap)
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
  const isCalled = skipped > 0 || named.test(text.slice(Math.max(0, start - 32), start))
  const isPhrase = lists.some((list) => isDrawn(characters, list, isCalled))
  return isPhrase ? [{ kind: 'seed_phrase', start: start + skipped, end }] : []
}

function isDrawn(characters: string[], list: ReadonlyMap<number, number>, isCalled: boolean) {
  const indexes = characters.map((character) => list.get(character.codePointAt(0) ?? 0) ?? -1)
  if (indexes.includes(-1)) return false
  const average = indexes.reduce((sum, index) => sum + index, 0) / indexes.length
  if (average < (isCalled ? leastCalled : leastAverage) || !hasChecksum(indexes)) return false
  return isCalled || !isSentence(characters)
}

const isSentence = (characters: string[]) =>
  segmenter &&
  Array.from(segmenter.segment(characters.join(''))).length < characters.length * leastWords
