import { z } from 'zod'
import { authorShape, bodyOfText, cursorShape, listOf, timeShape } from '@stoa/core/contract'
import { actions, reasons } from './schema.ts'

export const reason = z.enum(reasons)
const categoryLink = z.object({ id: z.number(), slug: z.string(), name: z.string() })

export const reportInput = z.object({ reason, note: bodyOfText(1000).optional() })
export const created = z.object({ id: z.number() })

const reportedPost = z.object({
  id: z.number(),
  number: z.number(),
  threadId: z.number(),
  threadTitle: z.string(),
  url: z.string(),
  state: z.string(),
  html: z.string()
})

export const caseRow = z.object({
  id: z.number(),
  kind: z.enum(['post', 'user']),
  openedAt: timeShape,
  category: categoryLink.nullable(),
  author: authorShape,
  post: reportedPost.nullable(),
  /** Who reported is never told. */
  reports: z.array(z.object({ reason, note: z.string().nullable(), createdAt: timeShape })),
  /** Nobody moderates their own case, an equal or a higher role. */
  can: z.object({ resolve: z.boolean(), hide: z.boolean() })
})
export const caseQuery = z.object({
  reason: reason.optional(),
  category: z.string().max(80).optional(),
  cursor: cursorShape.optional()
})
export const caseList = listOf(caseRow)

export const resolutionInput = z.object({
  /** `hide` is for posts; `uphold` says the report was right where nothing is left to hide. */
  outcome: z.enum(['hide', 'uphold', 'dismiss']),
  reason: reason.optional(),
  note: bodyOfText(1000).optional()
})
export const hidingInput = z.object({ reason, note: bodyOfText(1000).optional() })

export const heldPost = z.object({
  postId: z.number(),
  threadId: z.number(),
  number: z.number(),
  title: z.string(),
  html: z.string(),
  author: authorShape,
  category: categoryLink,
  createdAt: timeShape
})
export const heldList = listOf(heldPost)
/** `html` of the post as it shall be. */
export const heldEdit = heldPost.extend({ id: z.number(), reason: z.string().nullable() })
export const heldEditList = listOf(heldEdit)

/** Public: role, category and reason, no names. Staff get `actor`, `user` and `note` too. */
export const logRow = z.object({
  id: z.number(),
  kind: z.enum(actions.kind.enumValues),
  actorRole: z.enum(actions.actorRole.enumValues),
  category: z.object({ slug: z.string(), name: z.string() }).nullable(),
  reason: z.string().nullable(),
  url: z.string().nullable(),
  /** Nobody else was eligible to decide. */
  ownCase: z.boolean(),
  createdAt: timeShape,
  actor: z.string().nullable(),
  user: z.string().nullable(),
  note: z.string().nullable()
})
export const logQuery = z.object({
  category: z.string().max(80).optional(),
  cursor: cursorShape.optional()
})
export const logList = listOf(logRow)

export type ReportInput = z.infer<typeof reportInput>
export type ResolutionInput = z.infer<typeof resolutionInput>
export type CaseRow = z.infer<typeof caseRow>
export type LogRow = z.infer<typeof logRow>
