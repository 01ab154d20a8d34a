import { languages } from '#lib/frame/languages.ts'
import type { AnnouncementKind } from '#lib/shapes.ts'

/** Fields of the names, named as the endpoint's errors are. */
export const nameFields = languages.map(([locale]) => `names.${locale}` as const)
export type NameValues = Record<(typeof nameFields)[number], string>

/** What was typed, as the endpoints take it. */
export const namesOf = (values: NameValues) => ({
  en: values['names.en'],
  'zh-CN': values['names.zh-CN'],
  'zh-TW': values['names.zh-TW']
})

/** A form that shows a kind as it is. */
export const valuesOf = ({ names }: Pick<AnnouncementKind, 'names'>): NameValues => ({
  'names.en': names.en,
  'names.zh-CN': names['zh-CN'],
  'names.zh-TW': names['zh-TW']
})
