import type { Passage } from '../detector.ts'
import { plainWord } from './wordlist.ts'

export type Token = Passage & { word: string }

const letters = String.raw`[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}\u0300-\u036f]`
const anyWords = new RegExp(
  `(?:[0-9@$](?=${letters}))?${letters}(?:${letters}|[0-9@$](?=${letters}|[0-9@$]))*[0-9$@]?|[\\p{sc=Hiragana}\u3099\u309a]+|\\p{sc=Hangul}+|\\p{sc=Han}+|\\p{sc=Katakana}+`,
  'gu'
)
const plainWords =
  /(?:[0-9@$](?=[a-z]))?[a-z](?:[a-z]|[0-9@$](?=[a-z0-9@$]))*[0-9$@]?|[\u3400-\u9fff]+/gi
/** Only ASCII letters, common Han and no circled digits, as in most normalized texts. */
const isPlain =
  /^[\0-\x7f\xa0-\xa9\xab-\xb1\xb4\xb6-\xb8\xbb\xbf\u2010-\u206f\u20a0-\u20cf\u2190-\u245f\u2500-\u2775\u2794-\u2bff\u3000-\u3004\u3008-\u3020\u3030\u3400-\u9fff\ud83d\ud83e\udc00-\udfff]*$/
/** Letters separated by the same character: a b a n d o n. */
const spaced = new RegExp(
  `(?<![\\p{L}\\p{N}])${letters}(?:([ .·•_*-])${letters}(?=\\1|[^\\p{L}\\p{N}]|$))(?:\\1${letters}(?![\\p{L}\\p{N}]))+`,
  'gu'
)
/** Starts with the sign and looks behind, as few positions have one. */
const maySpace = /[ .·•_*-](?=\p{L}[ .·•_*-]\p{L}(?![\p{L}\p{N}]))(?<=(?<![\p{L}\p{N}])\p{L}.)/u
/** Text between spaces with a sign between letters. */
const chunks = /[^\s,;|，、；]+/g
const isBroken = /[a-z][^a-z0-9\s'’/@.]{1,2}[a-z]/i

/** Words of a text. Their positions (`tokens`) take longer to compute and are rarely needed. */
export type WordReading = { readonly words: string[]; readonly tokens: Token[] }

let last: { text: string; found: WordReading[] } | undefined

/**
 * Words of a text, also of separate letters; a second reading without signs inside words: aban-don.
 */
export function wordReadings(text: string): WordReading[] {
  // Cached for the last text, as every detector asks for it.
  if (last?.text !== text) last = { text, found: readingsOf(text) }
  return last.found
}

function readingsOf(text: string): WordReading[] {
  const isCommon = isPlain.test(text)
  const words = isCommon && !maySpace.test(text) ? lettersIn : undefined
  const asLetters = new LazyReading(text, tokensOf, words)
  if (!isBroken.test(text)) return [asLetters]
  return [asLetters, new LazyReading(text, chunksOf, isCommon ? chunksIn : undefined)]
}

/** Computes words on demand, by a faster function if there is one. */
class LazyReading implements WordReading {
  #words: string[] | undefined
  #tokens: Token[] | undefined
  readonly #text: string
  readonly #read: (text: string) => Token[]
  readonly #readWords: ((text: string) => string[]) | undefined

  constructor(
    text: string,
    read: (text: string) => Token[],
    readWords: ((text: string) => string[]) | undefined
  ) {
    this.#text = text
    this.#read = read
    this.#readWords = readWords
  }

  get tokens() {
    return (this.#tokens ??= this.#read(this.#text))
  }

  get words() {
    return (this.#words ??= this.#readWords?.(this.#text) ?? this.tokens.map(({ word }) => word))
  }
}

const lettersIn = (text: string): string[] => text.toLowerCase().match(plainWords) ?? []

const chunksIn = (text: string): string[] =>
  (text.toLowerCase().match(chunks) ?? []).map(wordOf).filter((word) => word !== '')

export function tokensOf(text: string): Token[] {
  const single = Array.from(text.matchAll(isPlain.test(text) ? plainWords : anyWords), toToken)
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

const sign = /[^a-z0-9@$\u3400-\u9fff]/
const signs = /[^a-z0-9@$\u3400-\u9fff]+/g

function toToken({ 0: given, index }: RegExpExecArray): Token {
  return { word: wordOf(given), start: index, end: index + given.length }
}

function wordOf(given: string): string {
  const word = given.toLowerCase()
  if (!sign.test(word)) return word
  // Other letters may have accents, which need table lookups.
  return isPlain.test(word)
    ? word.replace(signs, '')
    : plainWord(given).replace(/[^\p{L}\p{N}@$]/gu, '')
}

const marks =
  /\*\*(?! )[^*\n]{2,80}(?<! )\*\*|`[^`\n]{2,80}`|["“「『][^"“”「」『』\n]{2,80}["”」』]|(?<=\|)[^|\n]{2,80}(?=\|)/g

export type Marked = Passage & { tokens: Token[] }

let lastMarked: { text: string; found: Marked[] } | undefined

/** Passages marked in the text, such as bold, with their words. */
export function markedIn(text: string): Marked[] {
  if (lastMarked?.text === text) return lastMarked.found
  const found = Array.from(text.matchAll(marks), ({ 0: given, index }) => {
    return { start: index, end: index + given.length, tokens: tokensOf(given) }
  }).filter(({ tokens }) => tokens.length > 0)
  lastMarked = { text, found }
  return found
}
