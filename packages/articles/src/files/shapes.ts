import { z } from 'zod'
import { Problem } from '@stoa/core'
import { lineOfText, timeInput, usernameShape } from '@stoa/core/contract'
import { fieldErrors } from '@stoa/core/server'
import { slugOf } from '@stoa/threads'
import { audience, kind, slugShape, summaryInput, tagsInput, titleInput } from '../shapes.ts'
import { sectionInput } from '../sections/contract.ts'
import { seriesInput } from '../series/contract.ts'
import { articleBody } from '../shapes.ts'
import { FileError } from './failures.ts'
import type { Values } from './front-matter.ts'

const words = {
  title: titleInput,
  slug: slugShape.optional(),
  summary: summaryInput,
  note: lineOfText(200).optional(),
  body: articleBody
}

/** An audience, or the names of groups. Left out: everybody, or as it is in the forum. */
const readers = z.union([audience.exclude(['groups']), z.array(lineOfText(80)).min(1).max(20)])

const day = /^\d{4}-\d\d-\d\d$/

const checkBy = z
  .string()
  .transform((written) => (day.test(written) ? `${written}T00:00:00.000Z` : written))
  .pipe(timeInput)

/** The slug of a section or series, as it is stored. */
const placeSlug = slugShape.transform(slugOf)

/** The file of the original language. */
export const originalFile = z.strictObject({
  ...words,
  kind,
  section: placeSlug.optional(),
  tags: tagsInput.default([]),
  series: placeSlug.optional(),
  part: z.coerce.number().int().min(1).max(9999).optional(),
  author: usernameShape.optional(),
  owner: usernameShape.optional(),
  checkBy: checkBy.optional(),
  readers: readers.optional()
})

/** The file of another language. */
export const translationFile = z.strictObject(words)

/** An entry of `sections.yml`. */
export const sectionEntry = z.strictObject({
  slug: placeSlug,
  parent: placeSlug.nullish(),
  icon: sectionInput.shape.icon,
  names: sectionInput.shape.names,
  descriptions: sectionInput.shape.descriptions,
  readers: readers.optional()
})

/** An entry of `series.yml`. */
export const seriesEntry = z.strictObject({ ...seriesInput.shape, slug: placeSlug })

export type Readers = z.output<typeof readers>
export type OriginalFile = z.output<typeof originalFile>
export type SectionEntry = z.output<typeof sectionEntry>
export type SeriesEntry = z.output<typeof seriesEntry>

/**
 * Checks values against a shape.
 * @throws FileError for unknown keys and unlisted values, Problem 422 for others
 */
export function checked<T extends z.ZodObject>(shape: T, given: Values): z.output<T> {
  const known = Object.keys(shape.shape).filter((key) => key !== 'body')
  const unknown = Object.keys(given.values).find((key) => !(key in shape.shape))
  if (unknown !== undefined)
    throw new FileError(
      given.lineOf(unknown),
      `has the unknown key “${unknown}”: known are ${known.join(', ')}`
    )
  const result = shape.safeParse(given.values)
  if (result.success) return result.data
  for (const issue of result.error.issues)
    if (issue.code === 'invalid_value')
      throw new FileError(
        given.lineOf(String(issue.path[0])),
        `has another “${issue.path.join('.')}” than ${issue.values.map(String).join(', ')}`
      )
  throw new Problem(422, 'invalid_input', {}, fieldErrors(result.error, given.values))
}
