import { wordlist as czech } from '@scure/bip39/wordlists/czech.js'
import { wordlist as english } from '@scure/bip39/wordlists/english.js'
import { wordlist as french } from '@scure/bip39/wordlists/french.js'
import { wordlist as italian } from '@scure/bip39/wordlists/italian.js'
import { wordlist as japanese } from '@scure/bip39/wordlists/japanese.js'
import { wordlist as korean } from '@scure/bip39/wordlists/korean.js'
import { wordlist as portuguese } from '@scure/bip39/wordlists/portuguese.js'
import { wordlist as spanish } from '@scure/bip39/wordlists/spanish.js'
import { digits, number, oneOf } from './makers.ts'

const lists = { czech, french, italian, japanese, korean, portuguese, spanish }

/** Random words of a list, with a valid checksum only by chance. */
const drawn = (count: number, list: readonly string[] = english) =>
  Array.from({ length: count }, () => oneOf(list))

export const unchecked = (count: number) => drawn(count)
export const shortened = (count: number) => drawn(count).map((word) => word.slice(0, 4))
export const otherList = (name: keyof typeof lists, count = 12) => drawn(count, lists[name])

/** Random words, this many of them with a missing letter. */
export function misspelled(count: number, wrong: number): string[] {
  const words = drawn(count)
  for (let at = 0; at < wrong; at += 1) {
    const place = at * 5 + 2
    words[place] = (words[place] ?? '').replace(/^(..)./, '$1')
  }
  return words
}

export const base32 = (length: number) =>
  `7${Array.from({ length: length - 1 }, () => oneOf(Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'))).join('')}`

export function hongKong(): string {
  const six = digits(6)
  const letter = oneOf(Array.from('ABCDEGKRSYZ'))
  const values = [36, letter.charCodeAt(0) - 55, ...Array.from(six, Number)]
  const sum = values.reduce((total, value, at) => total + value * (9 - at), 0)
  const check = (11 - (sum % 11)) % 11
  return `${letter}${six}(${check === 10 ? 'A' : check})`
}

export function taiwan(): string {
  const start = `A1${digits(7)}`
  const sum = (text: string) =>
    [1, 0, ...Array.from(text.slice(1), Number)].reduce(
      (total, digit, at) => total + digit * ([1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1][at] ?? 0),
      0
    )
  return Array.from('0123456789', (last) => start + last).find((one) => sum(one) % 10 === 0) ?? ''
}

/** Replaces some letters by Cyrillic look-alikes. */
export const withCyrillic = (text: string) =>
  Array.from(text, (letter) =>
    number(2) === 0 ? ({ a: 'а', e: 'е', o: 'о', c: 'с', p: 'р' }[letter] ?? letter) : letter
  ).join('')
