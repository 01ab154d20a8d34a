import { z } from 'zod'
import { cursorShape, flag, listOf, localeShape, timeShape } from '@stoa/core/contract'
import { fieldFilter } from '../fields/contract.ts'
import { threadKind, threadRow } from '../shapes.ts'

export const threadSort = z.enum(['latest', 'newest', 'votes'])

export const threadFilter = z.object({
  category: z.string().max(80).optional(),
  kind: threadKind.optional(),
  solved: flag.optional(),
  closed: flag.optional(),
  /** Whether it has an official post. */
  official: flag.optional(),
  /** Whether it has no reply; `false` is those with replies. */
  unanswered: flag.optional(),
  tag: z.string().max(60).optional(),
  author: z.string().max(60).optional(),
  /** A choice in the form of a category, as `ID:VALUE`; several must all match. */
  field: fieldFilter,
  /** Default: the reader's languages; `all` shows every language. */
  language: z.union([localeShape, z.literal('all')]).optional(),
  /** Only threads that the reader follows. */
  following: flag.optional(),
  sort: threadSort.default('latest'),
  /** Threads per page. */
  limit: z.coerce.number().int().min(1).max(25).default(25),
  cursor: cursorShape.optional()
})

/**
 * `pinned` and `inOtherLanguages` are set on page one only; `items` does not contain the pinned
 * threads.
 */
export const threadList = listOf(threadRow).extend({
  pinned: z.array(threadRow).optional(),
  /**
   * Set if no thread matches in the reader's languages: the number of threads in other languages,
   * counted up to 1,000.
   */
  inOtherLanguages: z.number().optional()
})

export const relatedThread = z.object({
  id: z.int(),
  url: z.string(),
  title: z.string(),
  language: localeShape,
  solved: z.boolean(),
  replyCount: z.int(),
  lastPostAt: timeShape
})

export const relatedThreads = z.object({ items: z.array(relatedThread) })

export const similarQuery = z.object({
  title: z.string().max(200),
  body: z.string().max(2000).optional()
})

/** The beginning of a tag; the most used ones without it. */
export const tagQuery = z.object({ q: z.string().trim().min(1).max(30).optional() })

export const tagList = z.object({
  items: z.array(z.object({ tag: z.string(), threadCount: z.int() }))
})

export type ThreadList = z.infer<typeof threadList>

export type ThreadFilter = z.infer<typeof threadFilter>
