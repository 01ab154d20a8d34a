import { z } from 'zod'
import {
  authorShape,
  bodyOfText,
  cursorShape,
  idShape,
  listOf,
  localeShape,
  revisionShape,
  snapshotShape,
  timeShape
} from '@stoa/core/contract'
import { shownField } from '@stoa/threads/contract'
import {
  categoryLink,
  flaggedPost,
  heldEdit,
  keepReplies,
  postAwaitingApproval,
  reason
} from '../shapes.ts'
import { campaignRow } from '../campaigns/contract.ts'
import { appealRow } from '../appeals/contract.ts'

const reportedPost = z.object({
  id: z.int(),
  number: z.int(),
  threadId: z.int(),
  threadTitle: z.string(),
  language: localeShape,
  url: z.string(),
  state: z.string(),
  /** Hidden by reports, until a moderator has decided. */
  autoHidden: z.boolean(),
  /** How many replies are hidden too, if it is hidden with its thread. */
  replyCount: z.int(),
  html: z.string(),
  textLanguage: localeShape,
  fields: z.array(shownField)
})

const reportedArticle = z.object({
  id: z.int(),
  language: localeShape,
  /** The public version that was reported first. */
  revision: z.number(),
  title: z.string(),
  url: z.string()
})

export const caseRow = z.object({
  id: z.int(),
  kind: z.enum(['post', 'user', 'article']),
  openedAt: timeShape,
  urgent: z.boolean(),
  /** The moderator who has claimed the case. */
  claim: z.object({ by: z.string(), own: z.boolean() }).nullable(),
  category: categoryLink.nullable(),
  author: authorShape,
  post: reportedPost.nullable(),
  article: reportedArticle.nullable(),
  /** Reporters are never named. */
  reports: z.array(z.object({ reason, note: z.string().nullable(), createdAt: timeShape })),
  /** Nobody moderates their own case, or somebody with an equal or higher role. */
  can: z.object({ resolve: z.boolean(), hide: z.boolean() })
})

export const caseQuery = z.object({
  reason: reason.optional(),
  category: z.string().max(80).optional(),
  language: localeShape.optional(),
  cursor: cursorShape.optional()
})

export const caseList = listOf(caseRow)

export const caseResolutionInput = z.object({
  /** `hide` is for posts; `uphold` accepts the report if there is nothing left to hide. */
  outcome: z.enum(['hide', 'uphold', 'dismiss']),
  reason: reason.optional(),
  note: bodyOfText(1000).optional(),
  keepReplies
})

export const bulkCaseInput = z.object({
  what: z.enum(['case', 'post', 'campaign']),
  ids: z.array(idShape).min(1).max(50),
  /** Required for `approve`: by id of post or campaign, the revision that was read. */
  revisions: z.record(z.string().regex(/^\d{1,16}$/), revisionShape).default({}),
  /**
   * Cases take the outcomes of a single case; waiting posts and campaigns take `approve` or `hide`.
   */
  outcome: z.enum(['hide', 'uphold', 'dismiss', 'approve']),
  reason: reason.optional(),
  note: bodyOfText(1000).optional()
})

/** `left`: campaign posts beyond one batch; repeat the request to decide them. */
export const bulkCaseAnswer = z.object({
  done: z.number(),
  left: z.number(),
  /**
   * For the code `revision_changed`, `now` is the current text and `read` the one that was read, if
   * it is kept.
   */
  refused: z.array(
    z.object({
      id: z.int(),
      code: z.string(),
      now: snapshotShape.optional(),
      read: snapshotShape.optional()
    })
  )
})

/** In the order used for items that have waited equally long. */
export const queueKinds = ['case', 'campaign', 'edit', 'post', 'flag', 'appeal'] as const

export const queueItem = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('case'), row: caseRow }),
  z.object({ kind: z.literal('campaign'), row: campaignRow }),
  z.object({ kind: z.literal('edit'), row: heldEdit }),
  z.object({ kind: z.literal('post'), row: postAwaitingApproval }),
  z.object({ kind: z.literal('flag'), row: flaggedPost }),
  z.object({ kind: z.literal('appeal'), row: appealRow })
])

/** Counts per list, up to one page, `more` if it is longer; null except on the first page. */
const counted = z.object({ kind: z.enum(queueKinds), count: z.int(), more: z.boolean() })

export const caseQueue = listOf(queueItem).extend({ counts: z.array(counted).nullable() })

export type ResolutionInput = z.infer<typeof caseResolutionInput>

export type CaseRow = z.infer<typeof caseRow>

export type QueueItem = z.infer<typeof queueItem>

export type Queue = z.infer<typeof caseQueue>

export const undoableKinds = [
  'hidden',
  'restored',
  'approved',
  'report_upheld',
  'report_dismissed',
  'edit_approved',
  'edit_refused',
  'flag_cleared',
  'flag_kept',
  'appeal_upheld',
  'appeal_rejected'
] as const

const undoableRow = z.object({
  id: z.int(),
  kind: z.enum([...undoableKinds, 'swept']),
  /** The subject of the act. */
  postId: z.int().nullable(),
  caseId: z.int().nullable(),
  appealId: z.int().nullable(),
  /** All decisions on one campaign are undone together. */
  campaignId: z.int().nullable(),
  /** A sweep is undone as one, by its own endpoint. */
  sweepId: z.int().nullable(),
  /** Number of posts affected. */
  count: z.int(),
  createdAt: timeShape,
  /** End of the time in which it can be undone. */
  until: timeShape,
  post: z.object({ url: z.string(), title: z.string(), number: z.int() }).nullable(),
  /** Author of the post, or the reported user. */
  username: z.string()
})

export const undoableList = z.object({ items: z.array(undoableRow) })

export type UndoableRow = z.infer<typeof undoableRow>
