import type { Passage } from './finding.ts'
import { plainWord } from './wordlist.ts'

export type Token = Passage & { word: string }

const letters = String.raw`[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}\u0300-\u036f]`
const anyWords = new RegExp(
  `(?:[0-9@$](?=${letters}))?${letters}(?:${letters}|[0-9@$](?=${letters}|[0-9@$]))*[0-9$@]?|[\\p{sc=Hiragana}\u3099\u309a]+|\\p{sc=Hangul}+|\\p{sc=Han}+|\\p{sc=Katakana}+`,
  'gu'
)
const asciiWords =
  /(?:[0-9@$](?=[a-z]))?[a-z](?:[a-z]|[0-9@$](?=[a-z0-9@$]))*[0-9$@]?|[\u3400-\u9fff]+/gi
const isAscii = /^[\0-\x7f\u2010-\u2027\u3000-\u3002\u3400-\u9fff]*$/
/** Letters one by one with the same between them: a b a n d o n. */
const spaced = new RegExp(
  `(?<![\\p{L}\\p{N}])${letters}(?:([ .·•_*-])${letters}(?=\\1|[^\\p{L}\\p{N}]|$))(?:\\1${letters}(?![\\p{L}\\p{N}]))+`,
  'gu'
)
const maySpace = /(?<![\p{L}\p{N}])\p{L}[ .·•_*-]\p{L}[ .·•_*-]\p{L}(?![\p{L}\p{N}])/u
/** What stands between two spaces, with a sign between letters. */
const chunks = /[^\s,;|，、；]+/g
const isBroken = /[a-z][^a-z0-9\s'’/@.]{1,2}[a-z]/i

let last: { text: string; found: Token[][] } | undefined

/** The words of a text, as letters in a row or one by one; and with signs within them left out: aban-don. */
export function wordsOf(text: string): Token[][] {
  if (last?.text === text) return last.found
  const found = isBroken.test(text) ? [tokensOf(text), chunksOf(text)] : [tokensOf(text)]
  last = { text, found }
  return found
}

export function tokensOf(text: string): Token[] {
  const single = Array.from(text.matchAll(isAscii.test(text) ? asciiWords : anyWords), toToken)
  if (!maySpace.test(text)) return single
  const joined = Array.from(text.matchAll(spaced), toToken)
  const places = new Set(joined.flatMap(({ start, end }) => placesIn(start, end)))
  return [...single.filter(({ start }) => !places.has(start)), ...joined].sort(
    (a, b) => a.start - b.start
  )
}

const placesIn = (start: number, end: number) =>
  Array.from({ length: end - start }, (_, at) => start + at)

const chunksOf = (text: string): Token[] =>
  Array.from(text.matchAll(chunks), toToken).filter(({ word }) => word !== '')

const noWord = /[^a-z0-9@$]/

function toToken({ 0: given, index }: RegExpExecArray): Token {
  const lower = given.toLowerCase()
  const word = noWord.test(lower) ? plainWord(given).replace(/[^\p{L}\p{N}@$]/gu, '') : lower
  return { word, start: index, end: index + given.length }
}

const marks =
  /\*\*(?! )[^*\n]{2,80}(?<! )\*\*|`[^`\n]{2,80}`|["“「『][^"“”「」『』\n]{2,80}["”」』]|(?<=\|)[^|\n]{2,80}(?=\|)/g

export type Marked = Passage & { tokens: Token[] }

let lastMarked: { text: string; found: Marked[] } | undefined

/** What is set apart from the text around it, with its words. */
export function markedIn(text: string): Marked[] {
  if (lastMarked?.text === text) return lastMarked.found
  const found = Array.from(text.matchAll(marks), ({ 0: given, index }) => {
    return { start: index, end: index + given.length, tokens: tokensOf(given) }
  }).filter(({ tokens }) => tokens.length > 0)
  lastMarked = { text, found }
  return found
}
