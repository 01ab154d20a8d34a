import { z } from 'zod'
import { authorShape, cursorShape, flag, localeShape, timeShape } from '@stoa/core/contract'
import { mark, threadKind } from '@stoa/threads/contract'
import { articleHit } from './articles/contract.ts'

export * from './articles/contract.ts'

/** A calendar day, `2026-01-31`; PostgreSQL has no year 0. */
export const dayShape = z.iso
  .date()
  .refine((value) => !value.startsWith('0000'), { error: 'field_invalid' })

export const searchQuery = z.object({
  q: z.string().max(200).default(''),
  in: z.enum(['title', 'all']).optional(),
  category: z.string().max(80).optional(),
  author: z.string().max(60).optional(),
  /** A thread of this kind; `article`: articles alone. */
  kind: z.enum([...threadKind.options, 'article']).optional(),
  solved: flag.optional(),
  official: flag.optional(),
  tag: z.string().max(60).optional(),
  language: localeShape.optional(),
  after: dayShape.optional(),
  before: dayShape.optional(),
  sort: z.enum(['relevance', 'newest']).default('relevance'),
  cursor: cursorShape.optional()
})

export const hit = z.object({
  kind: z.enum(['thread', 'post']),
  url: z.string(),
  title: z.string(),
  /** The title as escaped HTML, matches in <mark>. */
  titleHtml: z.string(),
  /** Escaped HTML, matches in <mark>. */
  snippet: z.string(),
  textLanguage: localeShape,
  threadId: z.int(),
  postId: z.int(),
  postNumber: z.int(),
  category: z.object({
    slug: z.string(),
    name: z.string(),
    /** Language of the name if it is not the reader's. */
    nameLanguage: localeShape.optional()
  }),
  author: authorShape,
  /** Of the thread, like `solved`, `closed`, `marks` and `hasOfficialPost`. */
  threadKind,
  language: localeShape,
  solved: z.boolean(),
  closed: z.boolean(),
  marks: z.array(mark),
  official: z.boolean(),
  hasOfficialPost: z.boolean(),
  accepted: z.boolean(),
  replyCount: z.int(),
  /** Number of other matching posts in the thread. */
  otherMatches: z.number(),
  createdAt: timeShape
})

export const categoryCount = z.object({ slug: z.string(), name: z.string(), count: z.int() })

export const announcementHit = z.object({
  id: z.int(),
  url: z.string(),
  type: z.string(),
  typeName: z.string(),
  /** Language of the type's name if it is not the reader's. */
  typeLanguage: localeShape.optional(),
  basis: z.enum(['info', 'maintenance', 'feature', 'risk', 'incident']),
  severity: z.enum(['normal', 'important', 'critical']),
  title: z.string(),
  language: localeShape,
  /** Whether the announcement is current. */
  active: z.boolean(),
  publishedAt: timeShape.nullable()
})

export const searchAnswer = z.object({
  /** Articles, and the best post of each thread. */
  items: z.array(z.discriminatedUnion('kind', [hit, articleHit])),
  next: z.string().nullable(),
  /** Number of articles, and of threads with a matching post. */
  total: z.number(),
  totalIsExact: z.boolean(),
  /** Number of threads by category, largest first. */
  categories: z.array(categoryCount),
  /**
   * Corrected query that was searched because nothing matched what was typed; null if it was not
   * corrected.
   */
  meant: z.string().nullable(),
  /** Whether the matches contain only some of the words, because none contains all. */
  onlySome: z.boolean(),
  /** Matching announcements, on page one of a search without filters. */
  announcements: z.array(announcementHit),
  /**
   * Users whose name begins with the typed word, on page one of a search without filters; for
   * members only.
   */
  users: z.array(authorShape),
  engine: z.enum(['postgres', 'meilisearch'])
})
export const suggestionQuery = z.object({ q: z.string().max(100) })
export const suggestionList = z.object({
  items: z.array(
    z.object({
      kind: z.enum(['category', 'article', 'thread', 'announcement', 'user']),
      title: z.string(),
      url: z.string(),
      /** What it is, or that it is solved, in the reader's language; null: an ordinary thread. */
      note: z.string().nullable()
    })
  ),
  /** Words of the choice to search for what was typed. */
  searchFor: z.string()
})

export const relatedWordsShape = z.object({
  /** One group per line: words joined by `=` are synonyms, by `~` related; `#` begins a comment. */
  text: z.string().max(40_000)
})

export const missList = z.object({
  items: z.array(
    z.object({
      /** Monday on which the week began, UTC. */
      week: z.string(),
      term: z.string(),
      people: z.number()
    })
  )
})
