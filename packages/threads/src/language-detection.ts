import type { Locale } from '@stoa/core'
import { toSimplified } from '@stoa/guards'

const code = /```[\s\S]*?(?:```|$)|`[^`\n]*`|https?:\/\/[\x21-\x7e]+/g
const han = /\p{sc=Han}/gu
const words = /\p{sc=Latin}+/gu

// Enough to tell, and bounded however long the text.
const looked = 2000
// A Chinese question quotes English names and messages; an English one rarely quotes Chinese.
const chineseShare = 0.2

/** Which characters exist only in the simplified script, because a traditional one became them. */
function simplifiedOnly(): Set<string> {
  const block = Array.from({ length: 0xa000 - 0x4e00 }, (_, index) =>
    String.fromCharCode(0x4e00 + index)
  )
  const simplified = toSimplified(block.join('\n')).split('\n')
  return new Set(simplified.filter((character, index) => character !== block[index]))
}

let simplifiedCharacters: Set<string> | undefined

/**
 * The language a text is written in, without regard to code and addresses in it. Chinese that could
 * be either script counts as simplified.
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
