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
import { audience, readerGroups, slugShape } from '../shapes.ts'

/** Pictures of sections, drawn by the pages. */
export const sectionIcons = [
  ...['account', 'shield', 'wallet', 'coins', 'chart', 'card', 'game'],
  ...['phone', 'globe', 'book', 'start', 'help']
] as const

const names = textByLocale(lineOfText(40))
const descriptions = textByLocale(bodyOfText(200))

export const sectionInput = z.object({
  /** Default: made of the name in the forum's default language. */
  slug: slugShape.optional(),
  /** Id of the section above; null on top. */
  parent: idShape.nullable().default(null),
  icon: z.enum(sectionIcons),
  names,
  descriptions: descriptions.default({}),
  readers: audience.default('everyone'),
  readerGroups: readerGroups.default([])
})

export const sectionChange = z.object({
  ...editedRevision,
  icon: z.enum(sectionIcons).optional(),
  names: names.optional(),
  descriptions: descriptions.optional(),
  readers: audience.optional(),
  readerGroups: readerGroups.optional()
})

/** Ids of all sections with the same parent, in their new order. */
export const sectionOrder = z.object({
  parent: idShape.nullable(),
  ids: z.array(idShape).max(100)
})

export const section = z.object({
  id: z.int(),
  slug: z.string(),
  parent: z.number().nullable(),
  icon: z.enum(sectionIcons),
  name: z.string(),
  nameLanguage: localeShape.optional(),
  description: z.string(),
  readers: audience,
  /** Articles in it that the reader may read, without those of its sub-sections. */
  articles: z.number()
})

export const sectionList = z.object({ items: z.array(section) })

/** A section with everything that an editor changes. */
export const sectionSource = section.extend({
  snapshot: snapshotShape,
  names: textByLocale(z.string()),
  descriptions: textByLocale(z.string()),
  readerGroups: z.array(z.int()),
  /** Id of a change of its readers that waits for a second person. */
  readerChange: z.number().nullable(),
  /** It has neither articles, public or not, nor sub-sections, so it can be deleted. */
  isEmpty: z.boolean()
})

export const sectionSourceList = z.object({ items: z.array(sectionSource) })

export type SectionInput = z.output<typeof sectionInput>
export type SectionChange = z.output<typeof sectionChange>
export type Section = z.infer<typeof section>
