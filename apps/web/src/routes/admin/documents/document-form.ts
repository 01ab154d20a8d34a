import type { Locale } from '@stoa/messages'
import type { DocumentSource } from '#lib/shapes.ts'

/** Names of the fields of a text; they are also paths of the API's input. */
export const titleOf = <L extends Locale>(locale: L) => `texts.${locale}.title` as const
export const bodyOf = <L extends Locale>(locale: L) => `texts.${locale}.body` as const

export type Written = Record<string, string>

/** Names of all fields in these languages. */
export const fieldsIn = (languages: readonly Locale[]): string[] => [
  ...['change', 'effectiveAt', 'shortNoticeReason', 'revision', 'slug'],
  ...languages.flatMap((locale) => [titleOf(locale), bodyOf(locale)])
]

/** The form as the API's input. */
export const inputOf = (written: Written, languages: readonly Locale[]) => ({
  texts: Object.fromEntries(
    languages.map((locale) => [
      locale,
      { title: written[titleOf(locale)] ?? '', body: written[bodyOf(locale)] ?? '' }
    ])
  ),
  material: written.change !== 'correction',
  effectiveAt: written.effectiveAt ? `${written.effectiveAt}T00:00:00Z` : undefined,
  shortNoticeReason: written.shortNoticeReason ?? '',
  revision: written.revision ?? '0'
})

type Shown = Pick<DocumentSource, 'texts' | 'material' | 'effectiveAt' | 'shortNoticeReason'>

/** Fields filled in from what is edited. */
export const writtenOf = ({ texts, ...source }: Shown): Written => ({
  ...Object.fromEntries(
    texts.flatMap(({ language, title, body }) => [
      [titleOf(language), title],
      [bodyOf(language), body]
    ])
  ),
  change: source.material ? 'material' : 'correction',
  effectiveAt: source.effectiveAt?.slice(0, 10) ?? '',
  shortNoticeReason: source.shortNoticeReason
})

/** The title of a document in the reader's language, else in the first that it has. */
export const titleFor = (texts: DocumentSource['texts'], locale: Locale, slug: string): string =>
  (texts.find(({ language }) => language === locale) ?? texts[0])?.title ?? slug
