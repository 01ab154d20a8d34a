import type { Section, SectionSource, ArticleAudience } from '#lib/shapes.ts'
import { textFields, textsIn, valuesIn } from '#lib/text-fields.ts'
import type { Readers } from '../readers.ts'

/** Fields of the form, named as the paths of the endpoint's errors. */
export const sectionFields = [
  ...(['slug', 'parent', 'icon', 'readers'] as const),
  ...textFields('names'),
  ...textFields('descriptions')
] as const

export type SectionValues = Record<(typeof sectionFields)[number], string> & Readers

/** The fields as the endpoint's input, which refuses unknown choices. */
export const sectionChangeOf = (values: SectionValues) => ({
  icon: values.icon as Section['icon'],
  names: textsIn(values, 'names'),
  descriptions: textsIn(values, 'descriptions'),
  readers: (values.readers || 'everyone') as ArticleAudience,
  readerGroups: values.readerGroups
})

/** As `sectionChangeOf`, for a new one. */
export const sectionInputOf = (values: SectionValues) => ({
  ...sectionChangeOf(values),
  slug: values.slug.trim() || undefined,
  parent: values.parent === '' ? null : values.parent
})

/** Fields filled in from a section. */
export const sectionValuesOf = (section: SectionSource): SectionValues => ({
  ...{ slug: section.slug, parent: String(section.parent ?? ''), icon: section.icon },
  ...{ readers: section.readers, readerGroups: section.readerGroups },
  ...valuesIn(section.names, 'names'),
  ...valuesIn(section.descriptions, 'descriptions')
})

/** The fields of a new section. */
export const emptySection = (): SectionValues => ({
  ...{ slug: '', parent: '', icon: 'start', readers: 'everyone', readerGroups: [] },
  ...valuesIn({}, 'names'),
  ...valuesIn({}, 'descriptions')
})
