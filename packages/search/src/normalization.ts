import { toSimplified } from '@stoa/guards'

// Characters that the converter keeps apart although people use them interchangeably.
const alike = new Map([
  ['著', '着'],
  ['锺', '钟'],
  ['帐', '账'],
  ['敍', '叙'],
  ['衞', '卫'],
  ['枱', '台']
])

// Filled on demand: converting all characters at start would take 20 ms.
const known: string[] = []

// A sign such as ㎅ stays as it is: spelt out, it would join the words beside it.
const isSign = (character: string) => !/[\p{L}\p{M}\p{N}]/u.test(character)

const compute = (character: string) => {
  if (isSign(character)) return character
  const simplified = toSimplified(withoutAccent(character.normalize('NFKC').toLowerCase()))
  return alike.get(simplified) ?? simplified
}

// Only Latin and Greek letters lose their accents; in other scripts a mark makes another letter, as
// in й and が.
const withoutAccent = (letters: string) =>
  letters
    .normalize('NFD')
    .replace(/(?<=[\p{sc=Latin}\p{sc=Greek}]\p{M}*)\p{M}/gu, '')
    .normalize('NFC')

/**
 * Normalises one code point for comparison: NFKC, lower case, simplified, without accents. It works
 * on single characters, never on phrases, so that a part of a text normalises as it does within the
 * whole.
 */
export function normalizeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code > 0xffff) return compute(character)
  return (known[code] ??= compute(character))
}

/** Normalises a text for comparison: 數據庫 and 数据库 are equal, as are ＵＳＤＴ and usdt. */
export const fold = (text: string) =>
  text
    .normalize('NFC')
    .replace(/\P{ASCII}/gu, normalizeCharacter)
    .toLowerCase()
