import { toSimplified } from '@stoa/guards'

// Characters that the converter leaves apart although people write one for the other.
const alike = new Map([
  ['著', '着'],
  ['锺', '钟'],
  ['帐', '账'],
  ['敍', '叙'],
  ['衞', '卫'],
  ['枱', '台']
])

// Filled as characters occur: converting all of them at start would cost 20 ms.
const known: string[] = []

// A sign such as ㎅ stays one: spelt out, it would join the words beside it.
const isSign = (character: string) => !/[\p{L}\p{M}\p{N}]/u.test(character)

const compute = (character: string) => {
  if (isSign(character)) return character
  const simplified = toSimplified(withoutAccent(character.normalize('NFKC').toLowerCase()))
  return alike.get(simplified) ?? simplified
}

// Of Latin and Greek letters only: in other scripts a mark makes another letter, as in й and が.
const withoutAccent = (letters: string) =>
  letters
    .normalize('NFD')
    .replace(/(?<=[\p{sc=Latin}\p{sc=Greek}]\p{M}*)\p{M}/gu, '')
    .normalize('NFC')

/**
 * The form in which one code point is compared: NFKC, lower case, simplified, without accents. One
 * at a time and never by phrases, so that a part of a text folds as it does within the whole.
 */
export function normalizeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code > 0xffff) return compute(character)
  return (known[code] ??= compute(character))
}

/** The form of a text that search compares; 數據庫 and 数据库 are one, as are ＵＳＤＴ and usdt. */
export const fold = (text: string) =>
  text
    .normalize('NFC')
    .replace(/\P{ASCII}/gu, normalizeCharacter)
    .toLowerCase()
