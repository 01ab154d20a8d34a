import { locales, type Locale } from '@stoa/messages'
import { offeredLanguages } from '#lib/frame/languages.ts'

/** Fields of a text in every language, named as the paths of the API's input. */
export const fieldsOf = (part: 'translations' | 'correction') => ({
  nameOf: (locale: Locale) => `${part}.${locale}`,
  names: locales.map((locale) => `${part}.${locale}`)
})

/** Languages with the reader's own first. */
export const ownFirst = (own: Locale) =>
  offeredLanguages().sort(([a], [b]) => Number(b === own) - Number(a === own))
