import { isOneEditApart } from './edits.ts'
import { withoutDigits } from './homoglyphs.ts'
import { numbered } from './mnemonics.ts'

/** A list of BIP-39 with what its words may be taken for. */
export type Wordlist = {
  numbers: ReadonlyMap<string, number>
  /** The first four letters tell each word. */
  beginnings: ReadonlyMap<string, number>
  /** Each word without one of its letters, and what it was. */
  shortened: ReadonlyMap<string, readonly string[]>
}

const made = new WeakMap<readonly string[], Wordlist>()

/** Made when a text first has a phrase in question. */
export function wordlistOf(given: readonly string[]): Wordlist {
  const known = made.get(given)
  if (known) return known
  const words = given.map(plainWord)
  let shortened: ReadonlyMap<string, readonly string[]> | undefined
  const list = {
    numbers: numbered(words),
    beginnings: numbered(words.map((word) => word.slice(0, 4))),
    // The longest of them, and seldom asked for.
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

/** The number of a word of the list: whole, by its first four letters, or with digits for letters. */
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

/** Whether a word is one edit from some word of the list. */
export function isMisspelled(list: Wordlist, word: string): boolean {
  if (word.length < 3 || word.length > 10) return false
  return [word, ...withoutOne(word)].some((form) =>
    list.shortened.get(form)?.some((one) => isOneEditApart(one, word))
  )
}
