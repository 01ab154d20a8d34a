import { createHash } from 'node:crypto'
import { isLocale, languages, locales, sourceLocale } from '@stoa/messages/languages'
import type { Context, ForumLanguages, Locale, Ports } from './context.ts'
import { invalid } from './problems.ts'

export type { ForumLanguages }

/** A text that an organisation writes, in the languages that it wrote it in. */
export type TextByLocale<T = string> = Partial<Record<Locale, T>>

type Languages = { ports: Pick<Ports, 'languages'> }
type Reader = Languages & Pick<Context, 'locale'>

/**
 * Makes the key of an entry of a list out of its names, the same for the same names: `topic_cards`, or
 * a digest where the English name is no short word of ASCII.
 */
export function keyOf(prefix: string, names: TextByLocale): string {
  const word = (names.en ?? '').toLowerCase().replaceAll(' ', '_')
  const digest = () => createHash('sha256').update(JSON.stringify(names)).digest('hex').slice(0, 12)
  return `${prefix}_${/^[a-z0-9_]{1,20}$/.test(word) ? word : digest()}`
}

/** The languages of a forum that has chosen none: all whose messages are complete. */
export const initialLanguages = (): ForumLanguages => ({
  all: locales.filter((locale) => languages[locale].complete),
  default: sourceLocale
})

/** A reader's language, followed by those that its readers read too. */
export const languagesRead = (locale: Locale): Locale[] => [locale, ...languages[locale].reads]

const preferred = new Map<string, readonly Locale[]>()

/** The languages in which a reader takes a text, best first. */
export function preferredLanguages({ ports, locale }: Reader): readonly Locale[] {
  // Kept, as a page asks for each of its names.
  const key = `${locale} ${ports.languages.default}`
  const known = preferred.get(key)
  if (known) return known
  const found = [...new Set([...languagesRead(locale), ports.languages.default, ...locales])]
  preferred.set(key, found)
  return found
}

/**
 * Returns the version of a text for its reader: in their language, else in one that they read too,
 * else in the forum's default, else in any; undefined if there is none.
 */
export function textFor<T>(
  ctx: Reader,
  texts: TextByLocale<T>,
  locale = ctx.locale
): { language: Locale; text: T } | undefined {
  for (const language of preferredLanguages({ ports: ctx.ports, locale })) {
    const text = texts[language]
    if (text !== undefined && text !== '') return { language, text }
  }
  return undefined
}

/** Returns the words for a reader as `textFor`; empty if there are none. */
export const wordsFor = (ctx: Reader, texts: TextByLocale, locale = ctx.locale): string =>
  textFor(ctx, texts, locale)?.text ?? ''

/** The language of the words for a reader: theirs, or the one that they fall back to. */
export const languageFor = (ctx: Reader, texts: TextByLocale): Locale =>
  textFor(ctx, texts)?.language ?? ctx.locale

/**
 * Returns the words for a reader as a name, with the language that they fall back to. It is left
 * out if they are in the reader's, so that pages on which nothing falls back have no byte of it.
 */
export function nameFor(ctx: Reader, texts: TextByLocale): { name: string; nameLanguage?: Locale } {
  const { text: name = '', language = ctx.locale } = textFor(ctx, texts) ?? {}
  return language === ctx.locale ? { name } : { name, nameLanguage: language }
}

/** Languages of a text in the order of its reader's preference. */
export const languagesOf = (ctx: Reader, texts: TextByLocale<unknown>): Locale[] =>
  preferredLanguages(ctx).filter((language) => texts[language] !== undefined)

/**
 * Checks that a text is written in the forum's default language, which all others fall back to.
 * @throws Problem 422 on `<path>.<language>`
 */
export function checkDefaultText(
  { ports }: Languages,
  path: string,
  texts: TextByLocale | undefined
): void {
  const { default: language } = ports.languages
  if (texts && !texts[language]) throw invalid(`${path}.${language}`, 'field_required')
}

/** Whether the forum offers this language. */
export const isOffered = ({ ports }: Languages, value: unknown): value is Locale =>
  isLocale(value) && ports.languages.all.includes(value)

/**
 * Returns the language of the forum for somebody who chose `wanted`, which the forum may not offer
 * any more.
 */
export function offeredLanguage(ctx: Languages, wanted: Locale | null | undefined): Locale {
  const read = wanted && isLocale(wanted) ? languagesRead(wanted) : []
  return read.find((locale) => isOffered(ctx, locale)) ?? ctx.ports.languages.default
}
