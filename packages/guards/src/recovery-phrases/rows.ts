import type { Passage } from '../detector.ts'
import type { Token } from './tokens.ts'
import { isMisspelled, numberOf, type Wordlist } from './wordlist.ts'

/** A word in a row that may be part of a phrase. */
export type Counted = Passage & {
  number?: number
  isNear: boolean
  isMarked: boolean
  isOrdinal: boolean
  isCardinal: boolean
  isShort: boolean
  /** A common word, or the end of a sentence, before it. */
  prose?: string
}

const maxGap = 80

/** Words that count the words of a phrase and do not belong to it. */
const counting = new Set(
  [
    'st nd rd th word words number no is and then next first second third fourth fifth sixth seventh eighth',
    'ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth',
    'nineteenth twentieth last one two three four five six seven eight nine ten eleven twelve the'
  ].flatMap((line) => line.split(' '))
)

/** Rows of words long enough for a phrase, without counting words. */
export function wordsInRows(text: string, tokens: Token[], list: Wordlist): Counted[][] {
  const runs: Counted[][] = []
  let run: Counted[] = []
  let last = 0
  for (const { word, start, end } of tokens) {
    const gap = text.slice(last, start)
    const before = text.charAt(last - 1)
    if (run.length > 0 && (gap.length > maxGap || /\n\s*\n\s*\n/.test(gap))) {
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
      isMarked: mark.test(gap) || ordinal.test(gap),
      isOrdinal: ordinal.test(gap),
      isCardinal: cardinal.test(gap),
      prose: proseIn(before + gap)
    })
  }
  return [...runs, run].filter(({ length }) => length >= 11)
}

const mark = /\d|第/
const cardinal =
  /\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty)\b/i
const ordinal = /第|\b(?:first|second|third|[a-z]{2,8}th)\b/i
/** Common words and ends of sentences; in a phrase they occur only if its words are counted. */
const prose = /\b(?:the|is|and|then|no)\b|^\S?[.!?]["'”’)*_]{0,3}\s/

const proseIn = (gap: string) => {
  const found = prose.exec(gap)?.[0]
  return found && (/^[a-z]/i.test(found) ? found.toLowerCase() : '.')
}

/** True if a word acts as a number between the words of a phrase. */
export function isCounting(word: string): boolean {
  const first = word.charCodeAt(0)
  if (isHan(first) || counting.has(word)) return true
  return (
    (isDigit(first) || isDigit(word.charCodeAt(word.length - 1))) &&
    counting.has(word.replace(/^\d+|\d+$/g, ''))
  )
}

const isHan = (code: number) => code >= 0x3400 && code <= 0x9fff
const isDigit = (code: number) => code >= 48 && code <= 57
