import { languages, type Locale } from './languages.ts'

const names = new Map<string, Intl.DisplayNames>()

/** The name of a language as readers of `locale` call it: 英语, not English, in Chinese. */
export function languageName(language: Locale, locale: Locale): string {
  const known =
    names.get(locale) ??
    new Intl.DisplayNames([languages[locale].named ?? locale], { type: 'language' })
  names.set(locale, known)
  return known.of(languages[language].named ?? language) ?? languages[language].name
}
