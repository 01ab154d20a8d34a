import { languages } from '#lib/frame/languages.ts'
import type { AnnouncementType } from '#lib/shapes.ts'

/** Fields of the names, named as the paths of the endpoint's errors. */
export const nameFields = languages.map(([locale]) => `names.${locale}` as const)
export type NameValues = Record<(typeof nameFields)[number], string>

/** Converts the fields to the endpoint's input. */
export const namesOf = (values: NameValues) => ({
  en: values['names.en'],
  'zh-CN': values['names.zh-CN'],
  'zh-TW': values['names.zh-TW']
})

/** Fields filled in from an announcement type. */
export const valuesOf = ({ names }: Pick<AnnouncementType, 'names'>): NameValues => ({
  'names.en': names.en,
  'names.zh-CN': names['zh-CN'],
  'names.zh-TW': names['zh-TW']
})
