import { isOneEditApart } from '../edits.ts'
import { withoutDigits } from '../text-forms/homoglyphs.ts'
import { numbered } from './mnemonics.ts'

/** A BIP-39 word list, with indexes for altered words. */
export type Wordlist = {
  numbers: ReadonlyMap<string, number>
  /** By the first four letters, which are unique. */
  beginnings: ReadonlyMap<string, number>
  /** By each word with one letter missing. */
  shortened: ReadonlyMap<string, readonly string[]>
}

const made = new WeakMap<readonly string[], Wordlist>()

/** Created when the first candidate is found. */
export function wordlistOf(given: readonly string[]): Wordlist {
  const known = made.get(given)
  if (known) return known
  const words = given.map(plainWord)
  let shortened: ReadonlyMap<string, readonly string[]> | undefined
  const list = {
    numbers: numbered(words),
    beginnings: numbered(words.map((word) => word.slice(0, 4))),
    // Created on demand, as it is the largest and rarely used.
    get shortened() {
      return (shortened ??= shortenedForms(words))
    }
  }
  made.set(given, list)
  return list
}

/** Lower case, without accents. */
export const plainWord = (word: string) =>
  word
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')

function shortenedForms(words: string[]): Map<string, string[]> {
  const forms = new Map<string, string[]>()
  for (const word of words)
    for (const form of [word, ...withoutOne(word)]) {
      const known = forms.get(form)
      if (known) known.push(word)
      else forms.set(form, [word])
    }
  return forms
}

const withoutOne = (word: string) =>
  Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1))

/** Index of a word: by the whole word, its first four letters, or with letters for digits. */
export function numberOf(list: Wordlist, word: string): number | undefined {
  const forms = [word, word.replace(/^\d+|\d+$/g, '')]
  if (/[\d$@]/.test(word)) forms.push(withoutDigits(word, 'l'), withoutDigits(word, 'i'))
  for (const form of forms) {
    const number =
      list.numbers.get(form) ?? (form.length === 4 ? list.beginnings.get(form) : undefined)
    if (number !== undefined) return number
  }
  return undefined
}

/** True if a word is one edit from a word of the list. */
export function isMisspelled(list: Wordlist, word: string): boolean {
  if (word.length < 3 || word.length > 10) return false
  return [word, ...withoutOne(word)].some((form) =>
    list.shortened.get(form)?.some((one) => isOneEditApart(one, word))
  )
}
