import { z } from 'zod'
import { lengthOf } from './text.ts'

// Real names mix Latin with the scripts of East Asia. Any other mixture is deceptive.
const eastAsian = ['Latin', 'Han', 'Hiragana', 'Katakana', 'Hangul']
const alone = [
  'Cyrillic',
  'Greek',
  'Armenian',
  'Georgian',
  'Hebrew',
  'Arabic',
  'Thai',
  'Devanagari'
]
const characters = [eastAsian, ...alone.map((script) => [script])].map(
  (scripts) => scripts.map((script) => `\\p{sc=${script}}`).join('') + '0-9ー'
)
const pattern = new RegExp(characters.map((one) => `^[${one}]+(?:[_-][${one}]+)*$`).join('|'), 'u')
const modifierOrMark = /(?!ー)[\p{Lm}\p{M}]/u

const isUsername = (name: string) =>
  pattern.test(name) && !modifierOrMark.test(name) && name === name.normalize('NFKC')

/** 2 to 30 letters, digits or Han of one script (or Latin with East Asian), `_` and `-` inside. */
export const usernameShape = z
  .string()
  .trim()
  .refine((name) => lengthOf(name) >= 2 && lengthOf(name) <= 30, { error: 'field_username_length' })
  .refine(isUsername, { error: 'field_username_characters' })

/**
 * Characters that look like a Latin letter in common fonts, by that lower-case letter (after
 * Unicode's confusables, UTS 39, limited to the scripts of usernames).
 */
const lookalikes = {
  a: 'аαɑ',
  b: 'ьЬв',
  c: 'сϲ',
  d: 'ԁ',
  e: 'еєҽ',
  f: 'ғϝ',
  g: 'ɡց',
  h: 'һնн',
  j: 'јյϳ',
  k: 'кκĸ',
  l: '1iіıιıӏӀlǀ',
  m: 'м',
  n: 'ոηп',
  o: '0оοօσ',
  p: 'рρ',
  q: 'ԛզ',
  r: 'гɾ',
  s: 'ѕʂ',
  t: 'тτ',
  u: 'υսц',
  v: 'νѵ',
  w: 'ԝωшա',
  x: 'хχ',
  y: 'уγү',
  z: 'ʐ'
}
const latin = new Map(
  Object.entries(lookalikes).flatMap(([letter, others]) =>
    Array.from(others, (other) => [other, letter] as const)
  )
)

/**
 * The key that makes names unique: names that look alike share it. Case, `_` and `-`, 0 and o, 1, i
 * and l, and letters of other scripts that look Latin are not distinguished.
 */
export function usernameKey(name: string): string {
  const plain = name.normalize('NFKC').toLowerCase().replace(/[_-]/g, '')
  return Array.from(plain, (character) => latin.get(character) ?? character).join('')
}
