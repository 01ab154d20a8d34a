import { z } from 'zod'
import {
  authorShape,
  bodyOfText,
  cursorShape,
  lineOfText,
  localeShape,
  timeShape
} from '@stoa/core/contract'
import { categories, posts, threadMarks, threads } from './schema.ts'

export const threadKind = z.enum(threads.kind.enumValues)
/** The widest class of those who read a category. */
export const categoryReaders = z.enum(categories.readers.enumValues)
export const categoryRule = z.enum(categories.rule.enumValues)
/** Readers of a new post: those who see the category, at once or when a moderator has approved it. */
export const postAudience = z.enum([
  'everyone',
  'members',
  'groups',
  'after_approval',
  'after_first_approval',
  'staff'
])
export const threadState = z.enum(threads.state.enumValues)
export const postState = z.enum(posts.state.enumValues)
export const postNumber = z.coerce.number<number | string>().int().positive().max(2_147_483_647)

export const titleInput = lineOfText(120, 4)

export const postBody = bodyOfText(20_000)

export const tagInput = lineOfText(30).regex(/^[\p{L}\p{N}][\p{L}\p{N}._+-]*$/u)

export const tagsInput = z.array(tagInput).max(5)

export const mark = z.object({
  kind: z.enum(threadMarks.kind.enumValues),
  ref: z.string(),
  state: z.string(),
  since: timeShape,
  until: timeShape.nullable()
})

export const categoryLink = z.object({
  id: z.int(),
  slug: z.string(),
  name: z.string(),
  /** Language of the name if it is not the reader's. */
  nameLanguage: localeShape.optional()
})

export const threadRow = z.object({
  id: z.int(),
  url: z.string(),
  title: z.string(),
  kind: threadKind,
  language: localeShape,
  state: threadState,
  category: categoryLink,
  tags: z.array(z.string()),
  author: authorShape,
  lastPoster: authorShape,
  createdAt: timeShape,
  lastPostAt: timeShape,
  replyCount: z.int(),
  voteCount: z.int(),
  meTooCount: z.int(),
  solved: z.boolean(),
  closed: z.boolean(),
  hasOfficialPost: z.boolean(),
  marks: z.array(mark),
  /**
   * Number of the first unread post; null if all are read, the thread was never opened, or the
   * reader is a guest.
   */
  unreadFrom: z.number().nullable(),
  /** Whether this reader has never opened the thread; false for guests. */
  unread: z.boolean()
})

export const cursorQuery = z.object({ cursor: cursorShape.optional() })

export type ThreadRow = z.infer<typeof threadRow>
