import type { Context, Locale } from '@stoa/core'
import { languages } from '@stoa/messages/languages'
import { toSimplified } from '@stoa/guards'

const code = /```[\s\S]*?(?:```|$)|`[^`\n]*`|https?:\/\/[\x21-\x7e]+/g
const latinWords = /\p{sc=Latn}+/gu
const kana = /[\p{sc=Hira}\p{sc=Kana}]/gu

// Detection reads this many characters, however long the text is.
const looked = 2000
// A text is in another script than Latin from this share of it. Questions in other scripts quote
// English names and messages; English ones rarely quote others.
const otherShare = 0.2
// A text with Han characters is Japanese from this share of kana.
const kanaShare = 0.1
// Names and commands such as "TRC20 USDT" tell nothing of the language around them.
const fewWords = 4

/** Scripts of languages that are written in several of Unicode. */
const composed: Record<string, string> = {
  Hans: '\\p{sc=Hani}',
  Hant: '\\p{sc=Hani}',
  Jpan: '[\\p{sc=Hani}\\p{sc=Hira}\\p{sc=Kana}]',
  Kore: '\\p{sc=Hang}+'
}
const withoutSpaces = ['Thai', 'Laoo', 'Khmr', 'Mymr']

/** Finds what counts as a word of a script: a character where words have no spaces between them. */
function wordsOf(script: string): RegExp {
  const end = withoutSpaces.includes(script) ? '' : '+'
  return new RegExp(composed[script] ?? `[\\p{sc=${script}}\\p{M}]${end}`, 'gu')
}

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0

type Forum = Pick<Context, 'locale' | 'ports'>

/**
 * Detects which of the forum's languages a text is written in; code and addresses are ignored.
 * Chinese that fits both scripts counts as simplified. Of languages that share a script, it is the
 * writer's. What fits none counts as the forum's default language.
 */
export function detectLanguage({ locale, ports }: Forum, text: string): Locale {
  const { all, default: fallback } = ports.languages
  const prose = text.replace(code, ' ').slice(0, looked)
  const script = scriptOf(prose, all)
  const fitting = all.filter((one) => languages[one].script === script)
  return [locale, fallback].find((one) => fitting.includes(one)) ?? fitting[0] ?? fallback
}

/**
 * Returns the language that a post is clearly written in, also within a thread in another one: null
 * for a few words, and for what several of the forum's languages could be.
 */
export function clearLanguageOf({ ports }: Pick<Forum, 'ports'>, text: string): Locale | null {
  const { all } = ports.languages
  const prose = text.replace(code, ' ').slice(0, looked)
  const script = scriptOf(prose, all)
  const [only, ...others] = all.filter((one) => languages[one].script === script)
  return only && others.length === 0 && isClear(prose, script) ? only : null
}

function isClear(prose: string, script: string): boolean {
  if (script === 'Latn') return count(prose, latinWords) >= fewWords
  if (script !== 'Hans' && script !== 'Hant') return true
  const { simplified, traditional } = scriptsIn(prose)
  return simplified !== traditional
}

/** The script of a text, of those that the languages are written in. */
function scriptOf(prose: string, all: readonly Locale[]): string {
  const latin = count(prose, latinWords)
  const others = [...new Set(all.map((one) => languages[one].script))]
    .filter((script) => script !== 'Latn')
    .map((script) => ({ script, words: count(prose, wordsOf(script)) }))
    .sort((one, other) => other.words - one.words)
  const [most] = others
  if (!most || most.words === 0 || most.words < otherShare * (most.words + latin)) return 'Latn'
  const isHan = /^(?:Han[st]|Jpan)$/.test(most.script)
  return isHan
    ? hanScriptOf(prose, most.words, new Set(others.map(({ script }) => script)))
    : most.script
}

/** The language family of a text with Han characters, of those that the forum has. */
function hanScriptOf(prose: string, words: number, offered: ReadonlySet<string>): string {
  if (offered.has('Jpan') && count(prose, kana) >= kanaShare * words) return 'Jpan'
  const [likely, other] = isTraditional(prose) ? ['Hant', 'Hans'] : ['Hans', 'Hant']
  return [likely, other].find((script) => offered.has(script)) ?? 'Jpan'
}

/** Characters that only the simplified script has, because a traditional character maps to them. */
function simplifiedOnly(): Set<string> {
  const block = Array.from({ length: 0xa000 - 0x4e00 }, (_, index) =>
    String.fromCharCode(0x4e00 + index)
  )
  const simplified = toSimplified(block.join('\n')).split('\n')
  return new Set(simplified.filter((character, index) => character !== block[index]))
}

let simplifiedCharacters: Set<string> | undefined

/** How many characters only the one and only the other Chinese script has. */
function scriptsIn(prose: string): { simplified: number; traditional: number } {
  const only = (simplifiedCharacters ??= simplifiedOnly())
  const chinese = prose.match(/\p{sc=Han}/gu) ?? []
  return {
    simplified: chinese.filter((character) => only.has(character)).length,
    traditional: chinese.filter((character) => toSimplified(character) !== character).length
  }
}

function isTraditional(prose: string): boolean {
  const { simplified, traditional } = scriptsIn(prose)
  return traditional > simplified
}
