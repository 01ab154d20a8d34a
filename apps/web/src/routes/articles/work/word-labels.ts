import { m, type Locale } from '@stoa/messages'
import { labelIn, offeredLanguages } from '#lib/frame/languages.ts'

/** The fields for name and description in each language of the forum. */
export const wordFields = () =>
  offeredLanguages().map(([locale]) => ({
    locale,
    ...{ name: `names.${locale}` as const, description: `descriptions.${locale}` as const }
  }))

/** Their labels, by their names. */
export const wordLabels = (locale: Locale): Record<string, string> =>
  Object.fromEntries(
    wordFields().flatMap(({ locale: of, name, description }) => [
      [name, labelIn(m.articles_section_name({}, { locale }), of)],
      [description, labelIn(m.articles_section_description({}, { locale }), of)]
    ])
  )
