import { z } from 'zod'
import {
  authorShape,
  flag,
  localeShape,
  pageShape,
  authorRoleShape,
  timeShape
} from '@stoa/core/contract'
import { relatedThread } from '../lists/contract.ts'
import { categoryLink, postAudience, threadRow } from '../shapes.ts'
import { outdated, post } from './post-contract.ts'

export const historyLine = z.object({
  kind: z.string(),
  afterNumber: z.int(),
  actorRole: authorRoleShape,
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
  createdAt: timeShape
})

export const threadHead = threadRow.omit({ unread: true, lastPoster: true }).extend({
  /** The parent category, for breadcrumbs. */
  parentCategory: categoryLink.nullable(),
  postCount: z.int(),
  pageCount: z.int(),
  /**
   * Number of the last post that the reader knows of. Numbers are never reused, so it may exceed
   * `postCount`.
   */
  highestNumber: z.int(),
  acceptedPostId: z.int().nullable(),
  acceptedNumber: z.int().nullable(),
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
  /** The readers of what the reader posts in the thread. */
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
  id: z.int(),
  url: z.string(),
  type: z.string(),
  typeName: z.string(),
  /** Language of the type's name if it is not the reader's. */
  typeLanguage: localeShape.optional(),
  basis: z.enum(['info', 'maintenance', 'feature', 'risk', 'incident']),
  severity: z.enum(['normal', 'important', 'critical']),
  state: z.enum(['draft', 'awaiting', 'scheduled', 'published', 'expired', 'withdrawn']),
  /** Phase of an incident or a maintenance; null for other announcements. */
  phase: z.string().nullable(),
  title: z.string(),
  language: localeShape,
  changedAt: timeShape
})

/** In the reader's language or the nearest. */
export const linkedArticle = z.object({
  url: z.string(),
  title: z.string(),
  language: localeShape
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
    z.object({
      id: z.int(),
      number: z.int(),
      author: authorShape,
      createdAt: timeShape,
      /** Its beginning in one line, without markup. */
      excerpt: z.string(),
      language: localeShape
    })
  ),
  history: z.array(historyLine),
  /** Announcements that explain the thread, in their current version. */
  announcements: z.array(linkedAnnouncement),
  /** Articles that were made from the thread. */
  articles: z.array(linkedArticle),
  /** The reader's unsent reply. */
  draft: z.object({ body: z.string().nullable(), replyTo: z.number().nullable() }).nullable(),
  /** Only if asked for. */
  related: z.array(relatedThread).optional()
})

export const showQuery = z.object({
  page: pageShape.default(1),
  /** Lists related threads as well. */
  related: flag.default(false)
})

export const postsQuery = z.object({
  page: pageShape.optional(),
  after: z.coerce.number<number | string>().int().min(0).max(2_147_483_647).optional()
})

export const postList = z.object({ items: z.array(post), pageCount: z.int() })

export const postLocation = z.object({ threadId: z.int(), number: z.int(), url: z.string() })

export type ThreadPage = z.infer<typeof threadPage>

export type ThreadHead = z.infer<typeof threadHead>
