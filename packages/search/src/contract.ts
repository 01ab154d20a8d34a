import { z } from 'zod'
import { authorShape, cursorShape, flag, localeShape, timeShape } from '@stoa/core/contract'

const day = z.iso.date()

export const searchQuery = z.object({
  q: z.string().max(200).default(''),
  in: z.enum(['title', 'all']).optional(),
  category: z.string().max(80).optional(),
  author: z.string().max(60).optional(),
  kind: z.enum(['question', 'discussion']).optional(),
  solved: flag.optional(),
  official: flag.optional(),
  tag: z.string().max(60).optional(),
  language: localeShape.optional(),
  after: day.optional(),
  before: day.optional(),
  sort: z.enum(['relevance', 'newest']).default('relevance'),
  cursor: cursorShape.optional()
})

export const hit = z.object({
  kind: z.enum(['thread', 'post']),
  url: z.string(),
  title: z.string(),
  /** Escaped HTML, matches in <mark>. */
  snippet: z.string(),
  threadId: z.number(),
  postId: z.number(),
  postNumber: z.number(),
  category: z.object({ slug: z.string(), name: z.string() }),
  author: authorShape,
  language: localeShape,
  solved: z.boolean(),
  official: z.boolean(),
  accepted: z.boolean(),
  replyCount: z.number(),
  createdAt: timeShape
})
export const searchAnswer = z.object({
  items: z.array(hit),
  next: z.string().nullable(),
  total: z.number(),
  totalIsExact: z.boolean(),
  engine: z.enum(['postgres', 'meilisearch'])
})
export const suggestionQuery = z.object({ q: z.string().max(100) })
export const suggestionList = z.object({
  items: z.array(z.object({ title: z.string(), url: z.string(), solved: z.boolean() }))
})
