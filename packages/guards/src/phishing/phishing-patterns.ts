import anyLanguage from './phrases/any.json' with { type: 'json' }
import chinese from './phrases/zh.json' with { type: 'json' }
import english from './phrases/en.json' with { type: 'json' }

/** Ways to lead readers out of the public forum, where the fraud happens. */
export const phishingKinds = ['contact', 'recovery', 'private'] as const
export type PhishingKind = (typeof phishingKinds)[number]

/**
 * Where patterns are tried: anywhere, in texts that contain Han, where a word begins, or where the
 * name of an app does.
 */
export type Where = 'anywhere' | 'han' | 'word' | 'app'

/**
 * One way of phishing, in a data file: `about` says what it is, `from` in which samples of `corpus/`
 * it occurs; it is empty if none of them was written for it. Each of `ways` matches a bounded number
 * of characters, so none can be made slow.
 */
export type PhishingClass = {
  name: string
  kind: PhishingKind
  where: Where
  about: string
  from: string[]
  ways: string[]
}

/** A pattern that matches any of the alternatives. */
export const either = (...ways: string[]) => new RegExp(ways.join('|'), 'u')

/** The same as a part of a pattern. */
export const oneOf = (...ways: string[]) => `(?:${ways.join('|')})`

const lookAlikes: Record<string, string> = {
  a: '[a4]',
  e: '[e3]',
  i: '[il1]',
  l: '[l1i]',
  o: '[o0]'
}

/** A name as evaders write it: with digits for letters, or with a sign between the letters. */
const spelt = (name: string) =>
  Array.from(name, (letter) => lookAlikes[letter] ?? letter).join('[ ._*❤-]?')

const parts: Record<string, string | string[]> = {
  ...anyLanguage.parts,
  ...english.parts,
  ...chinese.parts,
  evaded: anyLanguage.evaded.map(spelt).join('|')
}

/** Puts the named parts of a data file where a pattern says `${name}`. */
const filled = (pattern: string): string =>
  pattern.replace(/\$\{(\w+)\}/g, (_, name: string) => part(name))

/**
 * A part that other patterns are made of, such as the names of apps.
 * @throws Error if no data file has it
 */
export function part(name: string): string {
  const ways = parts[name]
  if (ways === undefined) throw new Error(`phishing phrases: there is no part ${name}`)
  return typeof ways === 'string' ? filled(ways) : oneOf(...ways.map(filled))
}

/** Names of apps, some in many spellings that evade filters; "wa" must not match in "wallet". */
export const apps = part('apps')

const read = (classes: readonly object[]) =>
  (classes as PhishingClass[]).map((one) => ({ ...one, ways: one.ways.map(filled) }))

/** All classes of phishing phrases, with their patterns complete. */
export const phishingClasses: readonly PhishingClass[] = [
  ...read(anyLanguage.classes),
  ...read(chinese.classes),
  ...read(english.classes)
]
