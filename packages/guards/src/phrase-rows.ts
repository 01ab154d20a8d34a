import type { Passage } from './finding.ts'
import type { Token } from './phrase-tokens.ts'
import { isMisspelled, numberOf, type Wordlist } from './wordlist.ts'

/** A word beside others, as far as it may be one of a phrase. */
export type Counted = Passage & {
  number?: number
  isNear: boolean
  isMarked: boolean
  isOrdinal: boolean
  isCardinal: boolean
  isShort: boolean
  /** The word of prose, or the end of a sentence, that stands before it. */
  prose?: string
}

const maxGap = 80

/** What counts the words of a phrase, and is none of them. */
const counting = new Set(
  [
    'st nd rd th word words number no is and then next first second third fourth fifth sixth seventh eighth',
    'ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth',
    'nineteenth twentieth last one two three four five six seven eight nine ten eleven twelve the'
  ].flatMap((line) => line.split(' '))
)

/** The words that stand in rows long enough for a phrase, without what counts them. */
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
/** What stands between the words of sentences, and between those of a phrase only where it is counted. */
const prose = /\b(?:the|is|and|then|no)\b|^\S?[.!?]["'”’)*_]{0,3}\s/

const proseIn = (gap: string) => {
  const found = prose.exec(gap)?.[0]
  return found && (/^[a-z]/i.test(found) ? found.toLowerCase() : '.')
}

/** Whether a word stands between the words of a phrase as a number does. */
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
