import { z } from 'zod'
import {
  approvalInput,
  authorShape,
  bodyOfText,
  cursorShape,
  idShape,
  listOf,
  localeShape,
  revisionShape,
  snapshotShape,
  timeInput,
  timeShape
} from '@stoa/core/contract'
import { actions } from './schema.ts'
import { appealRow } from './appeals/contract.ts'
import { categoryLink, reason } from './shapes.ts'
import { campaignRow } from './campaigns/contract.ts'

export const reportInput = z.object({ reason, note: bodyOfText(1000).optional() })

const reportedPost = z.object({
  id: z.number(),
  number: z.number(),
  threadId: z.number(),
  threadTitle: z.string(),
  url: z.string(),
  state: z.string(),
  /** Hidden by reports, until a moderator has decided. */
  autoHidden: z.boolean(),
  /** How many replies are hidden too, if it is hidden with its thread. */
  replyCount: z.number(),
  html: z.string()
})

export const caseRow = z.object({
  id: z.number(),
  kind: z.enum(['post', 'user']),
  openedAt: timeShape,
  urgent: z.boolean(),
  /** Who has claimed the case. */
  claim: z.object({ by: z.string(), own: z.boolean() }).nullable(),
  category: categoryLink.nullable(),
  author: authorShape,
  post: reportedPost.nullable(),
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

/** For the first post of a thread: hides only its text; title and replies stay public. */
const keepReplies = z.boolean().optional()

export const resolutionInput = z.object({
  /** `hide` is for posts; `uphold` accepts the report if there is nothing left to hide. */
  outcome: z.enum(['hide', 'uphold', 'dismiss']),
  reason: reason.optional(),
  note: bodyOfText(1000).optional(),
  keepReplies
})
export const hidingInput = z.object({ reason, note: bodyOfText(1000).optional() })
export const postHidingInput = hidingInput.extend({ keepReplies })

export const bulkInput = z.object({
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
export const bulkAnswer = z.object({
  done: z.number(),
  left: z.number(),
  /**
   * For the code `revision_changed`, `now` is the current text and `read` the one that was read, if
   * it is kept.
   */
  refused: z.array(
    z.object({
      id: z.number(),
      code: z.string(),
      now: snapshotShape.optional(),
      read: snapshotShape.optional()
    })
  )
})

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
  id: z.number(),
  kind: z.enum([...undoableKinds, 'swept']),
  /** The subject of the act. */
  postId: z.number().nullable(),
  caseId: z.number().nullable(),
  appealId: z.number().nullable(),
  /** All decisions on one campaign are undone together. */
  campaignId: z.number().nullable(),
  /** A sweep is undone as one, by its own endpoint. */
  sweepId: z.number().nullable(),
  /** Number of posts affected. */
  count: z.number(),
  createdAt: timeShape,
  /** End of the time in which it can be undone. */
  until: timeShape,
  post: z.object({ url: z.string(), title: z.string(), number: z.number() }).nullable(),
  /** Author of the post, or the reported user. */
  username: z.string()
})
export const undoableList = z.object({ items: z.array(undoableRow) })

/** Filter for posts awaiting approval, edits awaiting approval, and appeals. */
export const waitingQuery = z.object({
  category: z.string().max(80).optional(),
  language: localeShape.optional(),
  cursor: cursorShape.optional()
})

/** Why it may be held: a link that imitates an official one, or a phishing phrase. */
export const signs = ['lookalike', 'phishing'] as const

export const waitingPost = z.object({
  postId: z.number(),
  threadId: z.number(),
  number: z.number(),
  title: z.string(),
  tags: z.array(z.string()),
  html: z.string(),
  author: authorShape,
  category: categoryLink,
  createdAt: timeShape,
  /** What becomes public if it is approved. */
  snapshot: snapshotShape
})
export const postAwaitingApproval = waitingPost.extend({ signs: z.array(z.enum(signs)) })
export const postsAwaitingList = listOf(postAwaitingApproval)
/**
 * A public post to review: `links` are quarantined, or it has a phishing phrase. `createdAt` is
 * when it was flagged.
 */
export const flaggedPost = waitingPost.extend({
  links: z.array(z.string()),
  leadsOut: z.boolean(),
  snapshot: snapshotShape
})
export const flaggedList = listOf(flaggedPost)
export const flagDecision = approvalInput.extend({ outcome: z.enum(['clear', 'keep']) })
/** `html` shows the post after the edit, `before` is the Markdown that is public now. */
export const heldEdit = postAwaitingApproval.extend({
  id: z.number(),
  before: z.string(),
  reason: z.string().nullable()
})
export const editRefusalInput = hidingInput.extend(approvalInput.shape)
export const editsAwaitingList = listOf(heldEdit)

/**
 * The public sees role, category and reason, no names. Staff also get `actor`, `user` and `note`.
 */
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

export const transparencyQuery = z.object({
  month: z
    .string()
    .regex(/^20\d\d-(?:0[1-9]|1[0-2])$/)
    .optional()
})
/** Median minutes from the first report to a moderator's first action; null if there was none. */
const minutesToAction = z.number().nullable()
/** Contains counts only. */
export const transparency = z.object({
  month: z.string(),
  actions: z.array(z.object({ kind: z.enum(actions.kind.enumValues), count: z.number() })),
  cases: z.object({ upheld: z.number(), dismissed: z.number(), minutesToAction }),
  appeals: z.object({ decided: z.number(), upheld: z.number() }),
  /** The last twelve months including this one, the oldest first. */
  course: z.array(z.object({ month: z.string(), actions: z.number(), minutesToAction }))
})

export const sweepInput = z.object({ reason, note: bodyOfText(1000).optional() })
/** `left`: posts beyond one batch; repeat the request to hide them. */
export const swept = z.object({
  id: z.number(),
  hidden: z.number(),
  left: z.number(),
  /** Number of hosts and addresses quarantined with it. */
  links: z.number()
})
export const reversalInput = z.object({ since: timeInput, before: idShape.optional() })
export const reversed = z.object({
  undone: z.number(),
  kept: z.number(),
  left: z.number(),
  /** Cursor for the next batch; null if nothing was left. */
  before: z.number().nullable()
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
const counted = z.object({ kind: z.enum(queueKinds), count: z.number(), more: z.boolean() })
export const queue = listOf(queueItem).extend({ counts: z.array(counted).nullable() })

export type ReportInput = z.infer<typeof reportInput>
export type ResolutionInput = z.infer<typeof resolutionInput>
export type UndoableRow = z.infer<typeof undoableRow>
export type Transparency = z.infer<typeof transparency>
export type CaseRow = z.infer<typeof caseRow>
export type LogRow = z.infer<typeof logRow>
export type { CampaignRow } from './campaigns/contract.ts'

export type QueueItem = z.infer<typeof queueItem>
export type Queue = z.infer<typeof queue>

export * from './appeals/contract.ts'
export * from './sanctions/contract.ts'
export * from './shapes.ts'
