import type { Passage } from '../detector.ts'
import type { Token } from './tokens.ts'
import { wordsInRows, type Counted } from './rows.ts'
import type { Wordlist } from './wordlist.ts'

/**
 * A possible phrase. `least` is the earliest end, if the words after it belong to a label.
 * `isWhole`: twelve or more consecutive words are in the list. `isCounted`: the words are counted
 * or shortened, so it is no sentence.
 */
export type Candidate = Passage & { least: number; isWhole: boolean; isCounted: boolean }

/** Windows over rows of words with enough words of the list and few others. */
export const candidatesIn = (text: string, tokens: Token[], list: Wordlist): Candidate[] =>
  wordsInRows(text, tokens, list).flatMap(windowsOf)

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
  const counts: Counts = {
    numbers: [],
    distinct: new Set(),
    near: 0,
    foreign: 0,
    marked: 0,
    ordinals: 0,
    cardinals: 0,
    short: 0,
    prose: {}
  }
  let found: Candidate | undefined
  for (const one of run.slice(from, from + maxWindow)) {
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

/** 24 words, and two that may be wrong. */
const maxWindow = 26

type Counts = {
  numbers: number[]
  distinct: Set<number>
  near: number
  foreign: number
  marked: number
  ordinals: number
  cardinals: number
  short: number
  prose: Record<string, number>
}

function count(
  counts: Counts,
  { number, isNear, isMarked, isOrdinal, isCardinal, isShort, prose }: Counted
) {
  if (number !== undefined) {
    counts.numbers.push(number)
    counts.distinct.add(number)
  } else if (isNear) counts.near += 1
  else counts.foreign += 1
  counts.marked += Number(isMarked)
  counts.ordinals += Number(isOrdinal)
  counts.cardinals += Number(isCardinal)
  counts.short += Number(isShort)
  if (prose !== undefined && counts.numbers.length > 1)
    counts.prose[prose] = (counts.prose[prose] ?? 0) + 1
}

const isWhole = ({ numbers, near, foreign }: Counts) => numbers.length >= 12 && near + foreign === 0

const isCounted = ({ numbers, marked, cardinals, short }: Counts) =>
  Math.max(marked, cardinals) >= numbers.length - 2 || short >= numbers.length / 2

/**
 * True for a sentence. One in a few hundred posts has enough words of the list, but with various
 * common words between them; in a phrase, the word between them is always the same.
 */
function isSentence({ numbers, marked, ordinals, cardinals, prose }: Counts): boolean {
  const most = Math.max(0, ...Object.values(prose))
  if (most === 0 || most >= numbers.length / 2) return false
  return ordinals < 3 && Math.max(marked, cardinals) < numbers.length / 2
}

function isPhrase({ numbers, distinct, near, foreign }: Counts): boolean {
  if (distinct.size < 8) return false
  const isEnough =
    (numbers.length >= 11 && near + foreign <= 1) ||
    (numbers.length >= 10 && foreign === 0 && numbers.length + near >= 12)
  return isEnough && !isOfList(numbers)
}

/**
 * True for a passage of the list itself, as code and articles quote it: most words follow their
 * neighbours.
 */
export function isOfList(numbers: readonly number[]): boolean {
  const neighbours = numbers.filter((number, at) => {
    const step = number - (numbers[at - 1] ?? Infinity)
    return step > 0 && step < 8
  })
  return neighbours.length >= numbers.length / 2
}
