import type { Locale } from '@stoa/core'
import { toSimplified } from '@stoa/guards'

const code = /```[\s\S]*?(?:```|$)|`[^`\n]*`|https?:\/\/[\x21-\x7e]+/g
const han = /\p{sc=Han}/gu
const words = /\p{sc=Latin}+/gu

// Detection reads this many characters, however long the text is.
const looked = 2000
// A text counts as Chinese from this share of Han characters. Chinese questions quote English names
// and messages; English ones rarely quote Chinese.
const chineseShare = 0.2

/** Characters that only the simplified script has, because a traditional character maps to them. */
function simplifiedOnly(): Set<string> {
  const block = Array.from({ length: 0xa000 - 0x4e00 }, (_, index) =>
    String.fromCharCode(0x4e00 + index)
  )
  const simplified = toSimplified(block.join('\n')).split('\n')
  return new Set(simplified.filter((character, index) => character !== block[index]))
}

let simplifiedCharacters: Set<string> | undefined

/**
 * Detects the language of a text; code and addresses are ignored. Chinese that fits both scripts
 * counts as simplified.
 */
export function detectLanguage(text: string): Locale {
  const prose = text.replace(code, ' ').slice(0, looked)
  const chinese = prose.match(han) ?? []
  const english = prose.match(words) ?? []
  if (chinese.length === 0 || chinese.length < chineseShare * (chinese.length + english.length))
    return 'en'
  simplifiedCharacters ??= simplifiedOnly()
  const simplified = chinese.filter((character) => simplifiedCharacters?.has(character)).length
  const traditional = chinese.filter((character) => toSimplified(character) !== character).length
  return traditional > simplified ? 'zh-TW' : 'zh-CN'
}
