import { z } from 'zod'
import {
  bodyOfText,
  editedRevision,
  idShape,
  lineOfText,
  localeShape,
  snapshotShape,
  textByLocale
} from '@stoa/core/contract'
import { articleRow, slugShape } from '../shapes.ts'

const names = textByLocale(lineOfText(60))
const descriptions = textByLocale(bodyOfText(300))

export const seriesInput = z.object({
  /** Default: made of the name in the forum's default language. */
  slug: slugShape.optional(),
  names,
  descriptions: descriptions.default({})
})

export const seriesChange = z.object({
  ...editedRevision,
  names: names.optional(),
  descriptions: descriptions.optional()
})

/** Ids of all articles of a series, in their new order. */
export const seriesOrder = z.object({ ids: z.array(idShape).max(100) })

export const series = z.object({
  id: z.int(),
  slug: z.string(),
  url: z.string(),
  name: z.string(),
  /** Language of the name if it is not the reader's. */
  nameLanguage: localeShape.optional(),
  description: z.string(),
  /** Articles in it that the reader may read. */
  articles: z.number()
})

export const seriesList = z.object({ items: z.array(series) })

/** A series with its articles in their order, as far as the reader may read them. */
export const seriesPage = z.object({
  series,
  items: z.array(articleRow),
  can: z.object({ write: z.boolean() })
})

/** A series with everything that an editor changes. */
export const seriesSource = series.extend({
  snapshot: snapshotShape,
  names: textByLocale(z.string()),
  descriptions: textByLocale(z.string()),
  /** All its articles, public or not. */
  parts: z.array(z.object({ id: z.int(), title: z.string(), language: localeShape }))
})

/** An article's place in its series, for its readers. */
export const placeInSeries = z.object({
  name: z.string(),
  nameLanguage: localeShape.optional(),
  url: z.string(),
  /** All that the reader may read, in their order; the article itself is one of them. */
  parts: z.array(
    z.object({ id: z.int(), title: z.string(), language: localeShape, url: z.string() })
  )
})

export type SeriesInput = z.output<typeof seriesInput>
export type SeriesChange = z.output<typeof seriesChange>
export type Series = z.infer<typeof series>
export type SeriesSource = z.infer<typeof seriesSource>
export type PlaceInSeries = z.infer<typeof placeInSeries>
