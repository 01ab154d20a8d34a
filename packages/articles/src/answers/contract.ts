import { z } from 'zod'
import { localeShape } from '@stoa/core/contract'
import { kind } from '../shapes.ts'

/** Number of the ticket that is answered; without it the answer is public. */
const ticket = z.string().max(40).optional()

export const linkableQuery = z.object({
  /** Words of a title or slug, or an address of the article. */
  q: z.string().max(300),
  /** Of the answer. */
  language: localeShape,
  ticket
})

export const linkableArticles = z.object({
  items: z.array(
    z.object({ id: z.int(), title: z.string(), language: localeShape, url: z.string(), kind })
  )
})

export const excerptQuery = z.object({ ticket })

/** Markdown, with a link to the article at its end. */
export const articleExcerpt = z.object({ text: z.string() })

export const namingReplies = z.object({
  items: z.array(z.object({ id: z.int(), name: z.string(), language: localeShape }))
})

export type LinkableQuery = z.output<typeof linkableQuery>
