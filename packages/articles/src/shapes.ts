import { z } from 'zod'
import {
  authorShape,
  bodyOfText,
  idShape,
  lineOfText,
  localeShape,
  timeShape
} from '@stoa/core/contract'
import { audiences, kinds, states } from './schema.ts'

export const kind = z.enum(kinds)
export const state = z.enum(states)
export const audience = z.enum(audiences)

/** Verbs refuse unknown ones. */
export const readerGroups = z.array(idShape).max(20)

export const slugShape = lineOfText(80)
export const slugParams = z.object({ slug: slugShape })
export const translationParams = z.object({ id: idShape, language: localeShape })

export const titleInput = lineOfText(120, 4)
export const summaryInput = lineOfText(300)
export const articleBody = bodyOfText(60_000)
export const tagsInput = z.array(lineOfText(30).regex(/^[\p{L}\p{N}][\p{L}\p{N}._+-]*$/u)).max(8)

export const sectionLink = z.object({
  slug: z.string(),
  name: z.string(),
  /** Language of the name if it is not the reader's. */
  nameLanguage: localeShape.optional()
})

/** An article in lists, in the reader's language or the nearest that it is written in. */
export const articleRow = z.object({
  id: z.int(),
  url: z.string(),
  kind,
  title: z.string(),
  summary: z.string(),
  language: localeShape,
  section: sectionLink.nullable(),
  tags: z.array(z.string()),
  author: authorShape,
  minutes: z.number(),
  publishedAt: timeShape,
  changedAt: timeShape
})

export type ArticleRow = z.infer<typeof articleRow>
export type SectionLink = z.infer<typeof sectionLink>
