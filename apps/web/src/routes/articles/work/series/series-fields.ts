import type { SeriesSource } from '#lib/shapes.ts'
import { textFields, textsIn, valuesIn } from '#lib/text-fields.ts'

/** Fields of the form, named as the paths of the endpoint's errors. */
export const seriesFields = [
  'slug' as const,
  ...textFields('names'),
  ...textFields('descriptions')
] as const

export type SeriesValues = Record<(typeof seriesFields)[number], string>

/** The fields as the endpoint's input. */
export const seriesChangeOf = (values: SeriesValues) => ({
  names: textsIn(values, 'names'),
  descriptions: textsIn(values, 'descriptions')
})

/** Fields filled in from a series; empty for a new one. */
export const seriesValuesOf = (series?: SeriesSource): SeriesValues => ({
  slug: series?.slug ?? '',
  ...valuesIn(series?.names ?? {}, 'names'),
  ...valuesIn(series?.descriptions ?? {}, 'descriptions')
})
