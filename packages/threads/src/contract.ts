import { z } from 'zod'
import {
  authorShape,
  bodyOfText,
  cursorShape,
  filledIn,
  flag,
  idShape,
  lineOfText,
  listOf,
  localeShape,
  pageShape,
  roleShape,
  snapshotShape,
  timeInput,
  timeShape,
  wholeNumber
} from '@stoa/core/contract'
import { postAudience, postNumber, postState, threadKind, threadState } from './shapes.ts'

export const titleInput = lineOfText(120, 4)
export const postBody = bodyOfText(20_000)
export const tagInput = lineOfText(30).regex(/^[\p{L}\p{N}][\p{L}\p{N}._+-]*$/u)
const tagsInput = z.array(tagInput).max(5)
export const mark = z.object({
  kind: z.enum(['pin', 'announcement', 'escalation']),
  ref: z.string(),
  state: z.string(),
  since: timeShape,
  until: timeShape.nullable()
})

const categoryLink = z.object({ id: z.number(), slug: z.string(), name: z.string() })

export const threadRow = z.object({
  id: z.number(),
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
  replyCount: z.number(),
  voteCount: z.number(),
  meTooCount: z.number(),
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

export const threadSort = z.enum(['latest', 'newest', 'unanswered', 'votes'])
export const threadFilter = z.object({
  category: z.string().max(80).optional(),
  kind: threadKind.optional(),
  solved: flag.optional(),
  closed: flag.optional(),
  tag: z.string().max(60).optional(),
  author: z.string().max(60).optional(),
  /** Default: the reader's languages; `all` shows every language. */
  language: z.union([localeShape, z.literal('all')]).optional(),
  /** Only threads that the reader follows. */
  following: flag.optional(),
  sort: threadSort.default('latest'),
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

export const askInput = z.object({
  categoryId: filledIn(idShape),
  kind: threadKind.default('question'),
  title: titleInput,
  body: postBody,
  tags: tagsInput.default([]),
  language: localeShape.optional()
})
export const threadChange = z.object({
  title: titleInput.optional(),
  categoryId: idShape.optional(),
  tags: tagsInput.optional(),
  language: localeShape.optional()
})
export const moveManyInput = z.object({
  ids: z.array(idShape).min(1).max(50),
  categoryId: idShape
})
export const movedMany = z.object({
  /** Id that undoes the whole move; null if nothing was moved. */
  id: z.number().nullable(),
  moved: z.number(),
  refused: z.array(z.object({ id: z.number(), code: z.string() }))
})
export const createdThread = z.object({
  id: z.number(),
  url: z.string(),
  state: threadState,
  postId: z.number()
})

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

/** Without `successorId`, the post is outdated and has no successor. */
export const outdatedInput = z.object({ successorId: idShape.optional() })

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

export const relatedThread = z.object({
  id: z.number(),
  url: z.string(),
  title: z.string(),
  solved: z.boolean(),
  replyCount: z.number(),
  lastPostAt: timeShape
})
export const relatedThreads = z.object({ items: z.array(relatedThread) })
export const similarQuery = z.object({
  title: z.string().max(200),
  body: z.string().max(2000).optional()
})

// Posts

export const replyInput = z.object({
  body: postBody,
  /** Number of the post that this one replies to. */
  replyTo: postNumber.optional()
})
export const createdPost = z.object({
  id: z.number(),
  number: z.number(),
  url: z.string(),
  state: postState
})
export const editInput = z.object({ body: postBody, reason: lineOfText(200).optional() })
/** The Markdown source, for the edit form and for quotes. */
export const postSource = z.object({
  id: z.number(),
  threadId: z.number(),
  number: z.number(),
  body: z.string(),
  title: z.string().nullable(),
  /** The author's edit that awaits approval. */
  awaitingBody: z.string().nullable(),
  /** The text as everybody may read it; quotes are taken from it. */
  quotable: z.string(),
  /** Snapshot that an approval has to name. */
  snapshot: snapshotShape
})
export const editAnswer = z.object({ awaitingApproval: z.boolean() })
export const redactionInput = z.object({ text: bodyOfText(2000) })
export const revision = z.object({
  number: z.number(),
  title: z.string().nullable(),
  body: z.string(),
  editor: authorShape,
  reason: z.string().nullable(),
  createdAt: timeShape
})
/** Oldest first; the last one is the current text. */
export const revisionList = z.object({
  items: z.array(revision),
  /** Time of the last redaction in this post, its quotes included. */
  redactedAt: timeShape.nullable()
})
export const voteAnswer = z.object({ voteCount: z.number(), voted: z.boolean() })
export const meTooAnswer = z.object({
  meTooCount: z.number(),
  meToo: z.boolean()
})
export const acceptInput = z.object({ postId: idShape })
export const postLocation = z.object({ threadId: z.number(), number: z.number(), url: z.string() })

// Moderators' acts on threads

/** The reason for closing is public, so it comes from a list. */
export const closeReasons = [
  'solved',
  'duplicate',
  'outdated',
  'off_topic',
  'heated',
  'other'
] as const
export const closingInput = z.object({
  reason: z.enum(closeReasons),
  /** Time at which the thread reopens automatically, at most a year from now. */
  reopensAt: timeInput.optional()
})
export const slowModeInput = z.object({
  seconds: wholeNumber(30, 86_400)
})
const address = 'field_threads_merge_address'
export const mergeInput = z.object({
  into: filledIn(z.coerce.number<number | string>(address).int(address).positive(address))
})
export const splitInput = z.object({ postIds: z.array(idShape).min(1).max(100), title: titleInput })
export const splitOff = z.object({ id: z.number(), url: z.string() })
export const pinInput = z.object({
  scope: z.enum(['category', 'everywhere']).default('category'),
  until: timeInput
})

export const cursorQuery = z.object({ cursor: cursorShape.optional() })
export const usernameParams = z.object({ username: z.string().max(60) })
export const tagQuery = z.object({ q: z.string().trim().min(1).max(30) })
export const tagList = z.object({
  items: z.array(z.object({ tag: z.string(), threadCount: z.number() }))
})
export const previewInput = z.object({ body: bodyOfText(20_000) })
export const preview = z.object({ html: z.string() })

/** A public post in a list on its author's profile. */
export const contribution = z.object({
  postId: z.number(),
  number: z.number(),
  url: z.string(),
  title: z.string(),
  language: localeShape,
  excerpt: z.string(),
  accepted: z.boolean(),
  voteCount: z.number(),
  createdAt: timeShape
})
export const contributionList = listOf(contribution)

export type ThreadRow = z.infer<typeof threadRow>
export type ThreadList = z.infer<typeof threadList>
export type ThreadPage = z.infer<typeof threadPage>
export type ThreadHead = z.infer<typeof threadHead>
export type Post = z.infer<typeof post>
export type ThreadFilter = z.infer<typeof threadFilter>
export type AskInput = z.infer<typeof askInput>
export type ReplyInput = z.infer<typeof replyInput>

export * from './categories/contract.ts'
export * from './reader/contract.ts'
export * from './shapes.ts'
