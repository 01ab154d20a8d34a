import { loaders, missing, source, type Words } from './paraglide/messages/words.js'
import { sourceLocale, type Locale } from './languages.ts'

const loaded: Record<string, Words | undefined> = { [sourceLocale]: source }

/**
 * The messages of a language; those of the source language if it was not loaded.
 * @public for the compiled messages
 */
export const wordsIn = (locale: string): Words => loaded[locale] ?? source

/** Loads the messages of these languages, each once; a forum speaks no others. */
export async function loadLanguages(wanted: readonly Locale[]): Promise<void> {
  for (const locale of wanted) loaded[locale] ??= await loaders[locale]?.()
}

/**
 * Whether a language has this message itself, instead of falling back. It is known of languages that
 * were loaded.
 */
export const isTranslated = (key: string, locale: Locale): boolean =>
  locale === sourceLocale || wordsIn(locale)[key] !== source[key]

/** Share of messages that a language does not have, from 0 to 1. */
export const missingShare = (locale: Locale): number =>
  (missing[locale] ?? 0) / Object.keys(source).length
