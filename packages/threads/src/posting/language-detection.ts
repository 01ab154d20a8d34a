import type { Context, Locale } from '@stoa/core'
import { languages, sourceLocale } from '@stoa/messages/languages'

const code = /(```|~~~)[\s\S]*?(?:\1|$)|`[^`\n]*`|https?:\/\/[\x21-\x7e]+/g
const latinWords = /\p{sc=Latn}+/gu
const kana = /[\p{sc=Hira}\p{sc=Kana}]/gu

// Detection reads this many characters, however long the text is.
const looked = 600
// A text is in another script than Latin from this share of it. Questions in other scripts quote
// English names and messages; English ones rarely quote others.
const otherShare = 0.2
// A text with Han characters is Japanese from this share of kana.
const kanaShare = 0.1
// Names and commands such as "TRC20 USDT" tell nothing of the language around them.
const fewWords = 4
// A language is told by this many words or characters that others do not have.
const fewOwn = 2
const han = /^(?:Han[st]|Jpan)$/
// Frequent words that other languages in Latin script hardly have.
const englishWords =
  /\b(?:the|and|are|with|this|that|not|you|your|my|to|have|has|from|what|how|when|why|can|cannot|could|would|does|did|they|which|there|were|our|just|any|been|it|after|before|thank|thanks|please|still|who|where)\b/g

/** Scripts of languages that are written in several of Unicode. */
const composed: Record<string, string> = {
  Hans: '\\p{sc=Hani}',
  Hant: '\\p{sc=Hani}',
  Jpan: '[\\p{sc=Hani}\\p{sc=Hira}\\p{sc=Kana}]',
  Kore: '\\p{sc=Hang}+'
}
const withoutSpaces = ['Thai', 'Laoo', 'Khmr', 'Mymr']

const patterns = new Map<string, RegExp>()

/** Finds what counts as a word of a script: a character where words have no spaces between them. */
function wordsOf(script: string): RegExp {
  const end = withoutSpaces.includes(script) ? '' : '+'
  const source = composed[script] ?? `[\\p{sc=${script}}\\p{M}]${end}`
  const pattern = patterns.get(script) ?? new RegExp(source, 'gu')
  patterns.set(script, pattern)
  return pattern
}

const proseOf = (text: string) => text.replace(code, ' ').slice(0, looked)
const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0

type Forum = Pick<Context, 'locale' | 'ports'>

/**
 * Detects which of the forum's languages a text is written in; code and addresses are ignored.
 * Chinese that fits both scripts counts as simplified. Of languages that share a script, it is the
 * writer's. What fits none counts as the forum's default language.
 */
export function detectLanguage({ locale, ports }: Forum, text: string): Locale {
  const { all, default: fallback } = ports.languages
  const prose = proseOf(text)
  const script = scriptOf(prose, all)
  const fitting = all.filter((one) => languages[one].script === script)
  return [locale, fallback].find((one) => fitting.includes(one)) ?? fitting[0] ?? fallback
}

/**
 * Returns the language that a Markdown text is clearly written in, also within a thread in another
 * one: null for a few words, and for what several languages could be.
 */
export function clearLanguageOf({ ports }: Pick<Forum, 'ports'>, text: string): Locale | null {
  const { all } = ports.languages
  const prose = proseOf(text)
  const script = clearScriptOf(prose, all)
  const [only, ...others] = all.filter((one) => languages[one].script === script)
  if (!only || others.length > 0) return null
  // The language of the sources is English.
  return script !== 'Latn' || isEnglish(prose) === (only === sourceLocale) ? only : null
}

function clearScriptOf(prose: string, all: readonly Locale[]): string | null {
  const latin = count(prose, latinWords)
  const [most] = otherScriptsIn(prose, all)
  const words = most?.words ?? 0
  if (Math.max(words, latin) < fewWords) return null
  // Neither a name nor a button that is quoted decides.
  if (!most || latin > 2 * words) return 'Latn'
  if (words < latin) return null
  return han.test(most.script) ? clearHanScriptOf(prose, words) : most.script
}

/** Japanese has kana. Of Chinese, several characters must be in one script only. */
function clearHanScriptOf(prose: string, words: number): string | null {
  if (count(prose, kana) >= kanaShare * words) return 'Jpan'
  const { simplified, traditional } = scriptsIn(prose)
  if (Math.max(simplified, traditional) < fewOwn) return null
  if (simplified > 2 * traditional) return 'Hans'
  return traditional > 2 * simplified ? 'Hant' : null
}

const isEnglish = (prose: string) => new Set(prose.toLowerCase().match(englishWords)).size >= fewOwn

/** The script of a text, of those that the languages are written in. */
function scriptOf(prose: string, all: readonly Locale[]): string {
  const latin = count(prose, latinWords)
  const others = otherScriptsIn(prose, all)
  const [most] = others
  if (!most || most.words === 0 || most.words < otherShare * (most.words + latin)) return 'Latn'
  return han.test(most.script)
    ? hanScriptOf(prose, most.words, new Set(others.map(({ script }) => script)))
    : most.script
}

/** The forum's scripts other than Latin with their number of words, the most frequent first. */
const otherScriptsIn = (prose: string, all: readonly Locale[]) =>
  [...new Set(all.map((one) => languages[one].script))]
    .filter((script) => script !== 'Latn')
    .map((script) => ({ script, words: count(prose, wordsOf(script)) }))
    .sort((one, other) => other.words - one.words)

/** The language family of a text with Han characters, of those that the forum has. */
function hanScriptOf(prose: string, words: number, offered: ReadonlySet<string>): string {
  if (offered.has('Jpan') && count(prose, kana) >= kanaShare * words) return 'Jpan'
  const { simplified, traditional } = scriptsIn(prose)
  const [likely, other] = traditional > simplified ? ['Hant', 'Hans'] : ['Hans', 'Hant']
  return [likely, other].find((script) => offered.has(script)) ?? 'Jpan'
}

type Range = readonly [first: number, last: number]

/** The characters of an encoding whose two bytes are in these ranges. */
function charactersOf(encoding: string, [first, last]: Range, trails: readonly Range[]) {
  const bytes: number[] = []
  for (let lead = first; lead <= last; lead += 1)
    for (const [from, to] of trails)
      for (let trail = from; trail <= to; trail += 1) bytes.push(lead, trail)
  return new Set(new TextDecoder(encoding).decode(new Uint8Array(bytes)))
}

function characterSets() {
  // GB 2312, which the Mainland writes with, and the frequent ones of Taiwan's Big5.
  const mainland = charactersOf('gb18030', [0xb0, 0xf7], [[0xa1, 0xfe]])
  const big5 = [
    [0x40, 0x7e],
    [0xa1, 0xfe]
  ] as const
  return { mainland, taiwan: charactersOf('big5', [0xa4, 0xc6], big5) }
}

let sets: ReturnType<typeof characterSets> | undefined

/**
 * How many characters of a text only the one and only the other Chinese script has: 台, 只, 后, 里
 * and 干 are in both.
 */
function scriptsIn(text: string): { simplified: number; traditional: number } {
  const { mainland, taiwan } = (sets ??= characterSets())
  const found = { simplified: 0, traditional: 0 }
  for (const character of text) {
    if (mainland.has(character) === taiwan.has(character)) continue
    found[mainland.has(character) ? 'simplified' : 'traditional'] += 1
  }
  return found
}
