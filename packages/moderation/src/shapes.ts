import { z } from 'zod'
import {
  authorShape,
  cursorShape,
  localeShape,
  snapshotShape,
  timeShape,
  bodyOfText,
  approvalInput,
  listOf
} from '@stoa/core/contract'
import { shownField } from '@stoa/threads/contract'
import { reasons } from './schema.ts'

export const reason = z.enum(reasons)
export const categoryLink = z.object({ id: z.int(), slug: z.string(), name: z.string() })

/** For the first post of a thread: hides only its text; title and replies stay public. */
export const keepReplies = z.boolean().optional()

/** Filter for posts awaiting approval, edits awaiting approval, and appeals. */
export const waitingQuery = z.object({
  category: z.string().max(80).optional(),
  language: localeShape.optional(),
  cursor: cursorShape.optional()
})

/** Why it may await approval: a link that imitates an official one, or a phishing phrase. */
export const signs = ['lookalike', 'phishing'] as const

export const waitingPost = z.object({
  postId: z.int(),
  threadId: z.int(),
  number: z.int(),
  title: z.string(),
  language: localeShape,
  tags: z.array(z.string()),
  html: z.string(),
  textLanguage: localeShape,
  /** Answers to the form of its category. */
  fields: z.array(shownField),
  author: authorShape,
  category: categoryLink,
  createdAt: timeShape,
  /** Snapshot of what becomes public if it is approved. */
  snapshot: snapshotShape
})

export const postAwaitingApproval = waitingPost.extend({ signs: z.array(z.enum(signs)) })

/**
 * A public post to review: `links` are quarantined, or it has a phishing phrase. `createdAt` is
 * when it was flagged.
 */
export const flaggedPost = waitingPost.extend({
  links: z.array(z.string()),
  leadsOut: z.boolean(),
  snapshot: snapshotShape
})

/**
 * `html` and `fields` show the post after the edit, `before` is the Markdown that is public now and
 * `fieldsBefore` are its answers.
 */
export const heldEdit = postAwaitingApproval.extend({
  id: z.int(),
  before: z.string(),
  fieldsBefore: z.array(shownField),
  reason: z.string().nullable()
})

export const reportInput = z.object({ reason, note: bodyOfText(1000).optional() })

export type ReportInput = z.infer<typeof reportInput>

export const hidingInput = z.object({ reason, note: bodyOfText(1000).optional() })

export const postHidingInput = hidingInput.extend({ keepReplies })

export const postsAwaitingList = listOf(postAwaitingApproval)

export const flaggedList = listOf(flaggedPost)

export const flagDecision = approvalInput.extend({ outcome: z.enum(['clear', 'keep']) })

export const editRefusalInput = hidingInput.extend(approvalInput.shape)

export const editsAwaitingList = listOf(heldEdit)
