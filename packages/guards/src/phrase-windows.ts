import type { Passage } from './finding.ts'
import type { Token } from './phrase-tokens.ts'
import { isMisspelled, numberOf, type Wordlist } from './wordlist.ts'

/**
 * What may be a phrase. `least` is where it may end, if the words behind are those of its label; `isWhole`
 * where twelve words or more are of the list, one behind the other; `isCounted` where each is counted or
 * shortened, so that nobody takes it for a sentence.
 */
export type Candidate = Passage & { least: number; isWhole: boolean; isCounted: boolean }

type Counted = Passage & {
  number?: number
  isNear: boolean
  isMarked: boolean
  isShort: boolean
  isProse: boolean
}

const longestGap = 80

/** What counts the words of a phrase, and is none of them. */
const counting = new Set(
  [
    'st nd rd th word words number no is and then next first second third fourth fifth sixth seventh eighth',
    'ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth',
    'nineteenth twentieth last one two three four five six seven eight nine ten eleven twelve the'
  ].flatMap((line) => line.split(' '))
)

/** Windows over words in a row that have enough words of a list and few others. */
export const candidatesIn = (text: string, tokens: Token[], list: Wordlist): Candidate[] =>
  runsOf(text, tokens, list).flatMap(windowsOf)

function runsOf(text: string, tokens: Token[], list: Wordlist): Counted[][] {
  const runs: Counted[][] = []
  let run: Counted[] = []
  let last = 0
  for (const { word, start, end } of tokens) {
    const gap = text.slice(last, start)
    const before = text.charAt(last - 1)
    if (run.length > 0 && (gap.length > longestGap || /\n\s*\n\s*\n/.test(gap))) {
      runs.push(run)
      run = []
    }
    if (isCounting(word)) continue
    last = end
    const number = numberOf(list, word)
    const isNear = number === undefined && run.length > 0 && isMisspelled(list, word)
    const isShort = number !== undefined && word.length === 4 && !list.numbers.has(word)
    run.push({
      start,
      end,
      number,
      isNear,
      isShort,
      isMarked: mark.test(gap),
      isProse: prose.test(before + gap)
    })
  }
  return [...runs, run].filter(({ length }) => length >= 11)
}

const mark = /\d|第|\b(?:first|second|third|[a-z]{2,8}th)\b/i
/** What stands between the words of sentences, and between those of a phrase only where it is counted. */
const prose = /\b(?:the|is|and|then|no)\b|^\S?[.!?]["'”’)*_]{0,3}\s/

/** Whether a word stands between the words of a phrase as a number does. */
export const isCounting = (word: string) =>
  counting.has(word) ||
  isHan(word) ||
  (/^\d|\d$/.test(word) && counting.has(word.replace(/^\d+|\d+$/g, '')))

const isHan = (word: string) => {
  const code = word.charCodeAt(0)
  return code >= 0x3400 && code <= 0x9fff
}

function windowsOf(run: Counted[]): Candidate[] {
  const found: Candidate[] = []
  for (let from = 0; from + 11 <= run.length; from += 1) {
    const window = windowFrom(run, from)
    if (window) found.push(window)
  }
  return found
}

function windowFrom(run: Counted[], from: number): Candidate | undefined {
  const first = run[from]
  if (first?.number === undefined) return undefined
  const counts: Counts = { numbers: [], near: 0, foreign: 0, marked: 0, short: 0, prose: 0 }
  let found: Candidate | undefined
  for (const one of run.slice(from, from + longestWindow)) {
    count(counts, one)
    if (counts.foreign > 1 || counts.near + counts.foreign > 2) break
    if (isPhrase(counts) && !isSentence(counts) && (one.number !== undefined || one.isNear))
      found = longer(found, first.start, one.end, counts)
  }
  return found
}

const longer = (
  shorter: Candidate | undefined,
  start: number,
  end: number,
  counts: Counts
): Candidate => ({
  start,
  end,
  least: shorter?.least ?? end,
  isWhole: shorter?.isWhole === true || isWhole(counts),
  isCounted: isCounted(counts)
})

/** A phrase of 24 words, and what may be wrong in it. */
const longestWindow = 26

type Counts = {
  numbers: number[]
  near: number
  foreign: number
  marked: number
  short: number
  prose: number
}

function count(counts: Counts, { number, isNear, isMarked, isShort, isProse }: Counted) {
  if (number !== undefined) counts.numbers.push(number)
  else if (isNear) counts.near += 1
  else counts.foreign += 1
  counts.marked += Number(isMarked)
  counts.short += Number(isShort)
  counts.prose += Number(isProse && counts.numbers.length > 1)
}

const isWhole = ({ numbers, near, foreign }: Counts) => numbers.length >= 12 && near + foreign === 0

const isCounted = ({ numbers, marked, short }: Counts) =>
  marked >= numbers.length - 2 || short >= numbers.length / 2

/** Words of the list come together in sentences too, one time in a few hundred posts. */
const isSentence = ({ numbers, marked, prose }: Counts) =>
  prose > 0 && prose < numbers.length / 2 && marked < 3

function isPhrase({ numbers, near, foreign }: Counts): boolean {
  const isEnough =
    (numbers.length >= 11 && near + foreign <= 1) ||
    (numbers.length >= 10 && foreign === 0 && numbers.length + near >= 12)
  return isEnough && !isOfList(numbers) && new Set(numbers).size >= 8
}

/** A piece of the list itself, as code and articles quote it: most words stand behind their neighbours. */
export function isOfList(numbers: readonly number[]): boolean {
  const neighbours = numbers.filter((number, at) => {
    const step = number - (numbers[at - 1] ?? Infinity)
    return step > 0 && step < 8
  })
  return neighbours.length >= numbers.length / 2
}
