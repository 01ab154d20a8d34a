import { z } from 'zod'
import { authorShape, localeShape, pageShape, roleShape, timeShape } from '@stoa/core/contract'
import { categoryLink, postAudience, postState, threadRow } from '../shapes.ts'

/** Set if a post was marked as outdated; `by` is its successor, if one was named. */
const outdated = z.object({
  at: timeShape,
  by: z
    .object({
      url: z.string(),
      number: z.number(),
      /** Title of the successor's thread; null if it is in the same thread. */
      title: z.string().nullable()
    })
    .nullable()
})

export const post = z.object({
  id: z.number(),
  number: z.number(),
  url: z.string(),
  author: authorShape,
  authorRole: roleShape,
  official: z.boolean(),
  state: postState,
  /** Null in a stub: the post is hidden, withdrawn or moved, and this reader does not see it. */
  html: z.string().nullable(),
  /**
   * Whether the post leads readers out of the forum, for example to a messenger. Staff never do
   * that, so the page warns.
   */
  leadsOut: z.boolean(),
  /** Reason from the list, if the post is hidden. */
  hiddenReason: z.string().nullable(),
  /** Hidden by reports alone, until a moderator has decided. */
  autoHidden: z.boolean(),
  replyTo: z.object({ number: z.number(), username: z.string() }).nullable(),
  voteCount: z.number(),
  voted: z.boolean(),
  bookmarked: z.boolean(),
  accepted: z.boolean(),
  outdated: outdated.nullable(),
  authorMuted: z.boolean(),
  revisionCount: z.number(),
  createdAt: timeShape,
  editedAt: timeShape.nullable(),
  can: z.object({
    vote: z.boolean(),
    edit: z.boolean(),
    withdraw: z.boolean(),
    accept: z.boolean(),
    outdate: z.boolean(),
    report: z.boolean(),
    hide: z.boolean(),
    restore: z.boolean(),
    /** Staff lets volunteers decide about a post that staff hid. */
    unassign: z.boolean(),
    approve: z.boolean()
  })
})

export const historyLine = z.object({
  kind: z.string(),
  afterNumber: z.number(),
  actorRole: roleShape,
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
  createdAt: timeShape
})

export const threadHead = threadRow.omit({ unread: true, lastPoster: true }).extend({
  /** The parent category, for breadcrumbs. */
  parentCategory: categoryLink.nullable(),
  postCount: z.number(),
  pageCount: z.number(),
  /**
   * Number of the last post that the reader knows of. Numbers are never reused, so it may exceed
   * `postCount`.
   */
  highestNumber: z.number(),
  acceptedPostId: z.number().nullable(),
  acceptedNumber: z.number().nullable(),
  /** False if staff accepted the answer. */
  acceptedByAsker: z.boolean(),
  /** Confirmed by staff or a moderator. */
  acceptedConfirmed: z.boolean(),
  acceptedOutdated: outdated.nullable(),
  closeReason: z.string().nullable(),
  reopensAt: timeShape.nullable(),
  /** Slow mode: seconds between two replies of the same member; moderators are exempt. */
  slowSeconds: z.number().nullable(),
  escalation: z.object({ state: z.string(), since: timeShape }).nullable(),
  following: z.enum(['following', 'muted']).nullable(),
  meToo: z.boolean(),
  /** Excluded from search engines: an unanswered thread of a `new` member. */
  noindex: z.boolean(),
  /** Who can read what the reader posts in the thread. */
  audience: postAudience,
  can: z.object({
    reply: z.boolean(),
    follow: z.boolean(),
    meToo: z.boolean(),
    /** Whether the reader may confirm the accepted answer by accepting it again. */
    confirm: z.boolean(),
    moderate: z.boolean(),
    retitle: z.boolean(),
    /** Includes merge and split. */
    move: z.boolean(),
    close: z.boolean(),
    reopen: z.boolean(),
    pin: z.boolean(),
    withdraw: z.boolean(),
    /** An asker escalates for themselves; a moderator escalates for the author. */
    escalate: z.boolean()
  })
})

export const linkedAnnouncement = z.object({
  id: z.number(),
  url: z.string(),
  type: z.string(),
  typeName: z.string(),
  basis: z.enum(['info', 'maintenance', 'feature', 'risk', 'incident']),
  severity: z.enum(['normal', 'important', 'critical']),
  state: z.enum(['draft', 'awaiting', 'scheduled', 'published', 'expired', 'withdrawn']),
  /** Phase of an incident or a maintenance; null for other announcements. */
  phase: z.string().nullable(),
  title: z.string(),
  language: localeShape,
  changedAt: timeShape
})

export const threadPage = z.object({
  thread: threadHead,
  page: z.number(),
  /** 20 post numbers a page, stubs included. Posts that never became visible are left out. */
  posts: z.array(post),
  /**
   * Shown right below the question on page one, also if it is among `posts`. Null if there is none,
   * or if an unconfirmed answer is by a `new` member or was edited since. If it is outdated, its
   * successor in this thread is shown.
   */
  acceptedPost: post.nullable(),
  /** The official posts, in order. */
  official: z.array(
    z.object({ id: z.number(), number: z.number(), author: authorShape, createdAt: timeShape })
  ),
  history: z.array(historyLine),
  /** Announcements that explain the thread, in their current version. */
  announcements: z.array(linkedAnnouncement),
  /** The reader's unsent reply. */
  draft: z.object({ body: z.string().nullable(), replyTo: z.number().nullable() }).nullable()
})

export const showQuery = z.object({ page: pageShape.default(1) })

export const postsQuery = z.object({
  page: pageShape.optional(),
  after: z.coerce.number<number | string>().int().min(0).max(2_147_483_647).optional()
})

export const postList = z.object({ items: z.array(post), pageCount: z.number() })

export const postLocation = z.object({ threadId: z.number(), number: z.number(), url: z.string() })

export type ThreadPage = z.infer<typeof threadPage>

export type ThreadHead = z.infer<typeof threadHead>

export type Post = z.infer<typeof post>
