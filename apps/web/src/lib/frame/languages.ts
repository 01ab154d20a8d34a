import { page } from '$app/state'
import { languageName, languages, m, type Locale } from '@stoa/messages'

/**
 * The forum's languages, each by its own name.
 * @param kept also offered, for what is written in a language that the forum had before
 */
export function offeredLanguages(kept?: Locale): [locale: Locale, name: string][] {
  const all = page.data.languages
  const shown = kept === undefined || all.includes(kept) ? all : [...all, kept]
  return shown.map((locale) => [locale, languages[locale].name])
}

/** True if readers can choose; a forum in one language says nothing of languages. */
export const hasSeveralLanguages = (): boolean => page.data.languages.length > 1

/** `lang` of a text: undefined if it is in the language of the page. */
export const langOf = (language: Locale): Locale | undefined =>
  language === page.data.locale ? undefined : language

/** A language as the page calls it, for labels and sentences: 英语, not English, in Chinese. */
export const languageWord = (locale: Locale): string => languageName(locale, page.data.locale)

/** The label of what is written in one language. A forum in one language does not name it. */
export function labelIn(part: string, language: Locale): string {
  const { locale } = page.data
  if (!hasSeveralLanguages()) return part
  return m.web_part_in({ part, language: languageWord(language) }, { locale })
}

/** Labels of a text in every language, by the names of its fields. */
export const labelsIn = (name: string, part: string): Record<string, string> =>
  Object.fromEntries(
    offeredLanguages().map(([locale]) => [`${name}.${locale}`, labelIn(part, locale)])
  )
