import { page } from '$app/state'
import { languageName, languages, type Locale } from '@stoa/messages'

/** The forum's languages, each by its own name. */
export const offeredLanguages = (): [locale: Locale, name: string][] =>
  page.data.languages.map((locale) => [locale, languages[locale].name])

/** A language as the page calls it, for labels and sentences: 英语, not English, in Chinese. */
export const languageWord = (locale: Locale): string => languageName(locale, page.data.locale)
