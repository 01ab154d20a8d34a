import { locales, type Locale } from '@stoa/messages'
import { languages } from '#lib/frame/languages.ts'

/** Fields of one text in every language, named like the paths of the api's input. */
export const fieldsOf = (part: 'translations' | 'correction') => ({
  nameOf: (locale: Locale) => `${part}.${locale}`,
  names: locales.map((locale) => `${part}.${locale}`)
})

/** The reader's own language first. */
export const ownFirst = (own: Locale) =>
  [...languages].sort(([a], [b]) => Number(b === own) - Number(a === own))
