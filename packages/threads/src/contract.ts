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
import { postNumber, postState, threadKind, threadState } from './shapes.ts'

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
  sameProblemCount: z.number(),
  solved: z.boolean(),
  closed: z.boolean(),
  hasOfficialPost: z.boolean(),
  marks: z.array(mark),
  /** First unread post number; null: all read, or never opened, or a guest. */
  unreadFrom: z.number().nullable(),
  /** Never opened by this reader; guests: false. */
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
  /** Default: the reader's languages; `all` shows every one. */
  language: z.union([localeShape, z.literal('all')]).optional(),
  /** Only what the reader follows. */
  following: flag.optional(),
  sort: threadSort.default('latest'),
  cursor: cursorShape.optional()
})
/** `pinned` and `inOtherLanguages` on page one only, apart from `items`. */
export const threadList = listOf(threadRow).extend({
  pinned: z.array(threadRow).optional(),
  /** Where the reader's languages have none: how many threads others have, counted up to 1,000. */
  inOtherLanguages: z.number().optional()
})

export const askInput = z.object({
  categoryId: idShape,
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
  /** What is undone as one; null where nothing was moved. */
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

/** Somebody says that a post holds no more; `by`: the one that says what does, if there is one. */
const outdated = z.object({
  at: timeShape,
  by: z
    .object({
      url: z.string(),
      number: z.number(),
      /** Of its thread, where that is another one. */
      title: z.string().nullable()
    })
    .nullable()
})

export const post = z.object({
  id: z.number(),
  number: z.number(),
  url: z.string(),
  author: authorShape,
  /** Role at the time of writing. */
  authorRole: roleShape,
  official: z.boolean(),
  state: postState,
  /** Null in a stub (hidden, withdrawn or moved away from this reader). */
  html: z.string().nullable(),
  /** It leads its readers out of the forum, where staff never lead anybody. */
  leadsOut: z.boolean(),
  /** Reason of the list, for a hidden post. */
  hiddenReason: z.string().nullable(),
  /** Hidden by reports, until a moderator has looked. */
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
    /** Let volunteers decide about what staff hid. */
    unassign: z.boolean(),
    approve: z.boolean()
  })
})

/** Without one nobody says what holds now. */
export const outdatedInput = z.object({ successorId: idShape.optional() })

export const historyLine = z.object({
  kind: z.string(),
  afterNumber: z.number(),
  actorRole: roleShape,
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
  createdAt: timeShape
})

export const threadHead = threadRow.omit({ unread: true, lastPoster: true }).extend({
  /** The category above this one, for breadcrumbs. */
  parentCategory: categoryLink.nullable(),
  postCount: z.number(),
  pageCount: z.number(),
  /** Of the last post that the reader knows of; numbers are never reused, so it may exceed `postCount`. */
  highestNumber: z.number(),
  acceptedPostId: z.number().nullable(),
  acceptedNumber: z.number().nullable(),
  /** Else by staff. */
  acceptedByAsker: z.boolean(),
  /** By staff or a moderator. */
  acceptedConfirmed: z.boolean(),
  acceptedOutdated: outdated.nullable(),
  closeReason: z.string().nullable(),
  reopensAt: timeShape.nullable(),
  /** Between two replies of everybody but moderators. */
  slowSeconds: z.number().nullable(),
  escalation: z.object({ state: z.string(), since: timeShape }).nullable(),
  following: z.enum(['following', 'muted']).nullable(),
  sameProblem: z.boolean(),
  /** Kept from search engines: an unanswered thread of a `new` member. */
  noindex: z.boolean(),
  can: z.object({
    reply: z.boolean(),
    follow: z.boolean(),
    sameProblem: z.boolean(),
    /** Accepting the accepted answer again confirms it. */
    confirm: z.boolean(),
    moderate: z.boolean(),
    retitle: z.boolean(),
    /** Also merge and split. */
    move: z.boolean(),
    close: z.boolean(),
    reopen: z.boolean(),
    pin: z.boolean(),
    withdraw: z.boolean(),
    /** For oneself, or for the author where the reader moderates. */
    escalate: z.boolean()
  })
})

export const linkedAnnouncement = z.object({
  id: z.number(),
  url: z.string(),
  kind: z.string(),
  kindName: z.string(),
  basis: z.enum(['info', 'maintenance', 'feature', 'risk', 'incident']),
  severity: z.enum(['normal', 'important', 'critical']),
  state: z.enum(['draft', 'awaiting', 'scheduled', 'published', 'expired', 'withdrawn']),
  /** Of an incident or a maintenance. */
  phase: z.string().nullable(),
  title: z.string(),
  language: localeShape,
  changedAt: timeShape
})

export const threadPage = z.object({
  thread: threadHead,
  page: z.number(),
  /** 20 numbers a page, stubs included; numbers that never became visible are left out. */
  posts: z.array(post),
  /**
   * Shown right under the question on page one, also when it is among `posts`; null when there is none
   * or when it may not stand there (by a `new` member or edited since, and not confirmed). Of an
   * outdated one its successor in this thread stands there.
   */
  acceptedPost: post.nullable(),
  /** Numbers of the official posts, in order. */
  official: z.array(
    z.object({ id: z.number(), number: z.number(), author: authorShape, createdAt: timeShape })
  ),
  history: z.array(historyLine),
  /** What explains the thread, as it stands now. */
  announcements: z.array(linkedAnnouncement),
  /** The reply that the reader has begun and not sent. */
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
  /** Number of the post that is answered. */
  replyTo: postNumber.optional()
})
export const createdPost = z.object({
  id: z.number(),
  number: z.number(),
  url: z.string(),
  state: postState
})
export const editInput = z.object({ body: postBody, reason: lineOfText(200).optional() })
/** The Markdown source, for the edit form and quotes. */
export const postSource = z.object({
  id: z.number(),
  threadId: z.number(),
  number: z.number(),
  body: z.string(),
  title: z.string().nullable(),
  /** The author's change that waits for approval. */
  heldBody: z.string().nullable(),
  /** The text as everybody may read it, for a quote. */
  quotable: z.string(),
  /** What an approval of it has read. */
  snapshot: snapshotShape
})
export const editAnswer = z.object({ held: z.boolean() })
export const redactionInput = z.object({ text: bodyOfText(2000) })
export const revision = z.object({
  number: z.number(),
  title: z.string().nullable(),
  body: z.string(),
  editor: authorShape,
  reason: z.string().nullable(),
  createdAt: timeShape
})
/** Oldest first; the last one is what stands now. */
export const revisionList = z.object({
  items: z.array(revision),
  /** When a passage was last taken out of them, by itself or in a quote. */
  redactedAt: timeShape.nullable()
})
export const voteAnswer = z.object({ voteCount: z.number(), voted: z.boolean() })
export const sameProblemAnswer = z.object({
  sameProblemCount: z.number(),
  sameProblem: z.boolean()
})
export const acceptInput = z.object({ postId: idShape })
export const postLocation = z.object({ threadId: z.number(), number: z.number(), url: z.string() })

// Moderators' acts on threads

/** Closing is explained in public, so the reason comes from a list. */
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
  /** When it opens again by itself, a year from now at most. */
  reopensAt: timeInput.optional()
})
export const slowModeInput = z.object({
  seconds: wholeNumber(30, 86_400)
})
export const mergeInput = z.object({ into: filledIn(idShape) })
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

/** A user's public posts on the profile page. */
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
