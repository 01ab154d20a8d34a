import { z } from 'zod'
import { authorShape, givenTime, listOf, localeShape, timeShape } from '@stoa/core/contract'
import { fieldValues } from '../fields/contract.ts'
import { cursorQuery, postNumber, threadKind } from '../shapes.ts'

export const followingInput = z.object({
  level: z.enum(['following', 'muted']).default('following')
})
export const readingInput = z.object({ number: postNumber })
export const bookmark = z.object({
  id: z.int(),
  createdAt: timeShape,
  postId: z.int(),
  number: z.int(),
  url: z.string(),
  title: z.string(),
  language: localeShape,
  excerpt: z.string(),
  textLanguage: localeShape,
  author: authorShape
})
export const bookmarkList = listOf(bookmark)
export const allReadInput = z.object({
  /** Slug of a category; its sub-categories are included. Default: all categories. */
  category: z.string().max(80).optional()
})
const askKeyPattern = 'ask(:[0-9a-z]{6,20})?'
/** A question: each has a key of its own, which the client makes up. */
export const askDraftKey = z.string().regex(new RegExp(`^${askKeyPattern}$`))
export const draftKey = z
  .string()
  .regex(
    new RegExp(
      `^(${askKeyPattern}|(thread|post):\\d{1,15}|ticket(:[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4})?)$`
    )
  )
/** Characters of a draft's text. */
export const maxDraftLength = 60_000

export const draftInput = z.object({
  title: z.string().max(200).optional(),
  /**
   * Longer than a post may be: a recalled text, or one with a file link added, stays here until its
   * author shortens it.
   */
  body: z.string().max(maxDraftLength).optional(),
  categoryId: z.coerce.number<number | string>().int().optional(),
  kind: threadKind.optional(),
  tags: z.array(z.string().max(60)).max(10).optional(),
  language: localeShape.optional(),
  replyTo: postNumber.optional(),
  /** Answers to the fields of the category. */
  fields: fieldValues.optional(),
  /** Topic of a ticket. */
  topic: z
    .string()
    .regex(/^[a-z][a-z0-9_]{1,29}$/)
    .optional()
})
export const draftChange = draftInput.extend({
  /**
   * `updatedAt` of the draft that was continued, null for a new one: if another window has changed it
   * since, the answer is 409 and nothing is overwritten.
   */
  since: givenTime.nullable().optional()
})
export const draft = draftInput.extend({
  key: z.string(),
  updatedAt: timeShape,
  url: z.string(),
  threadTitle: z.string().nullable()
})
export const draftParams = z.object({ key: draftKey })
export const draftList = listOf(draft)
export const draftQuery = cursorQuery.extend({ kind: z.enum(['ask']).optional() })
