import { sql } from 'drizzle-orm'
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex
} from 'drizzle-orm/pg-core'
import { id, locales, ref, time } from '@stoa/core'
import { users } from '@stoa/accounts/schema'
import { categories } from './categories/schema.ts'

const userId = () =>
  ref()
    .notNull()
    .references(() => users.id)

/** Counters count what guests see. */
export const threads = pgTable(
  'threads',
  {
    id: id(),
    categoryId: ref()
      .notNull()
      .references(() => categories.id),
    authorId: userId(),
    kind: text({ enum: ['question', 'discussion'] }).notNull(),
    language: text({ enum: locales }).notNull(),
    title: text().notNull(),
    tags: text()
      .array()
      .notNull()
      .default(sql`'{}'`),
    state: text({ enum: ['visible', 'held', 'hidden', 'withdrawn', 'merged', 'erased'] })
      .notNull()
      .default('visible'),
    /** When everybody could read it last; null while they can, and where they never could. */
    lastPublicAt: time(),
    mergedInto: ref(),
    createdAt: time().notNull(),
    lastPostAt: time().notNull(),
    lastPosterId: ref().notNull(),
    /** Highest number ever given; numbers are never reused. */
    highestNumber: integer().notNull().default(1),
    replyCount: integer().notNull().default(0),
    voteCount: integer().notNull().default(0),
    sameProblemCount: integer().notNull().default(0),
    officialCount: integer().notNull().default(0),
    acceptedPostId: ref(),
    acceptedById: ref(),
    acceptedAt: time(),
    /** Staff or a moderator confirmed the accepted answer. */
    confirmedById: ref(),
    solvedAt: time(),
    closedAt: time(),
    closedById: ref(),
    closeReason: text(),
    /** When a closed thread opens again by itself. */
    reopensAt: time(),
    /** Slow mode: how long everybody but moderators waits between two replies of theirs. */
    slowSeconds: integer(),
    /** How often it has gone into another category. */
    moveCount: integer().notNull().default(0)
  },
  // Ascending and read backwards: drizzle's `desc()` would put nulls last, which no query asks for.
  (t) => [
    index('threads_category_latest').on(t.categoryId, t.lastPostAt, t.id),
    index('threads_category_newest').on(t.categoryId, t.createdAt, t.id),
    index('threads_category_votes').on(t.categoryId, t.voteCount, t.id),
    index('threads_latest').on(t.lastPostAt, t.id),
    index('threads_newest').on(t.createdAt, t.id),
    index('threads_votes').on(t.voteCount, t.id),
    index('threads_unanswered')
      .on(t.createdAt, t.id)
      .where(sql`reply_count = 0 and state = 'visible'`),
    index('threads_author').on(t.authorId, t.createdAt, t.id),
    index('threads_reopening')
      .on(t.reopensAt)
      .where(sql`reopens_at is not null`),
    index('threads_tags').using('gin', t.tags)
  ]
)

/** `number` is given once under the thread's row lock and never changed. */
export const posts = pgTable(
  'posts',
  {
    id: id(),
    threadId: ref()
      .notNull()
      .references(() => threads.id),
    number: integer().notNull(),
    authorId: userId(),
    /** The author's role at the time of writing stays with the post. */
    authorRole: text({ enum: ['member', 'volunteer', 'staff', 'admin'] }).notNull(),
    official: boolean().notNull().default(false),
    body: text().notNull(),
    html: text().notNull(),
    rendererVersion: integer().notNull(),
    replyToNumber: integer(),
    state: text({ enum: ['visible', 'held', 'hidden', 'withdrawn', 'moved', 'erased'] })
      .notNull()
      .default('visible'),
    hiddenReason: text(),
    /** Hidden by the weight of reports, until a moderator has looked. */
    autoHidden: boolean().notNull().default(false),
    /** Staff hid it: until they hand it back only staff show it again. */
    hiddenByStaff: boolean().notNull().default(false),
    /** Hidden while it waited for approval: only its author and moderators have ever seen it. */
    refused: boolean().notNull().default(false),
    /** Null for a post that was withdrawn before it was approved: that is not undone. */
    withdrawnAt: time(),
    voteCount: integer().notNull().default(0),
    revisionCount: integer().notNull().default(0),
    createdAt: time().notNull(),
    editedAt: time(),
    /** When somebody said that it holds no more, who, and the post that says what does. */
    outdatedAt: time(),
    outdatedById: ref(),
    successorId: ref(),
    /** When a passage was last taken out of it, by itself or in a quote. */
    redactedAt: time(),
    /** Addresses of its text that only its author and moderators see, in the order of their places. */
    quarantinedLinks: text()
      .array()
      .notNull()
      .default(sql`'{}'`),
    /** Those that a moderator let out, in this post. */
    releasedLinks: text()
      .array()
      .notNull()
      .default(sql`'{}'`),
    /** It leads its readers out of the forum, and says so. */
    leadsOut: boolean().notNull().default(false),
    /** Since when a moderator should look at it although it is public; null once one has. */
    flaggedAt: time()
  },
  (t) => [
    uniqueIndex('posts_number').on(t.threadId, t.number),
    index('posts_author').on(t.authorId, t.createdAt, t.id),
    index('posts_held')
      .on(t.createdAt, t.id)
      .where(sql`state = 'held'`),
    index('posts_flagged')
      .on(t.flaggedAt, t.id)
      .where(sql`flagged_at is not null`),
    index('posts_quarantined')
      .on(t.authorId)
      .where(sql`quarantined_links <> '{}'`),
    index('posts_official')
      .on(t.threadId, t.number)
      .where(sql`official and state = 'visible'`)
  ]
)

/** What a post (or, on number 1, its thread's title) was before each edit. */
export const revisions = pgTable(
  'revisions',
  {
    id: id(),
    postId: ref()
      .notNull()
      .references(() => posts.id),
    number: integer().notNull(),
    title: text(),
    body: text().notNull(),
    editorId: userId(),
    reason: text(),
    createdAt: time().notNull()
  },
  (t) => [uniqueIndex('revisions_number').on(t.postId, t.number)]
)

/**
 * Edits that wait for approval, while the post says what it said. A newer one takes the place of the
 * one before under an id of its own, so that nobody approves what they have not seen.
 */
export const heldEdits = pgTable(
  'held_edits',
  {
    id: id(),
    postId: ref()
      .notNull()
      .references(() => posts.id),
    body: text().notNull(),
    reason: text(),
    createdAt: time().notNull(),
    /** When a moderator decided it; kept for a while, should that be taken back. */
    decidedAt: time(),
    /** What was let out of the post, and its flag, before it was approved: so it is again if that is taken back. */
    releasedBefore: text().array(),
    leadsOutBefore: boolean(),
    flaggedBefore: time()
  },
  (t) => [uniqueIndex('held_edits_post').on(t.postId)]
)

export const votes = pgTable(
  'votes',
  {
    postId: ref()
      .notNull()
      .references(() => posts.id),
    userId: userId(),
    createdAt: time().notNull()
  },
  (t) => [primaryKey({ columns: [t.postId, t.userId] }), index('votes_user').on(t.userId, t.postId)]
)

export const sameProblems = pgTable(
  'same_problems',
  {
    threadId: ref()
      .notNull()
      .references(() => threads.id),
    userId: userId(),
    createdAt: time().notNull()
  },
  (t) => [primaryKey({ columns: [t.threadId, t.userId] })]
)

export const threadFollowings = pgTable(
  'thread_followings',
  {
    threadId: ref()
      .notNull()
      .references(() => threads.id),
    userId: userId(),
    level: text({ enum: ['following', 'muted'] })
      .notNull()
      .default('following'),
    createdAt: time().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.threadId, t.userId] }),
    index('thread_followings_user').on(t.userId)
  ]
)

export const bookmarks = pgTable(
  'bookmarks',
  {
    id: id(),
    postId: ref()
      .notNull()
      .references(() => posts.id),
    userId: userId(),
    createdAt: time().notNull()
  },
  (t) => [
    uniqueIndex('bookmarks_once').on(t.userId, t.postId),
    index('bookmarks_user').on(t.userId, t.id)
  ]
)

/** The highest post number a user has seen in a thread. */
export const readings = pgTable(
  'readings',
  {
    userId: userId(),
    threadId: ref()
      .notNull()
      .references(() => threads.id),
    number: integer().notNull(),
    readAt: time().notNull()
  },
  (t) => [primaryKey({ columns: [t.userId, t.threadId] })]
)

/** `key`: `ask`, `thread:12`, `post:34`, `ticket` or `ticket:7KQF-M9XW-4TDP`. */
export const drafts = pgTable(
  'drafts',
  {
    userId: userId(),
    key: text().notNull(),
    content: jsonb().notNull().$type<Record<string, string | number | string[]>>(),
    updatedAt: time().notNull()
  },
  (t) => [primaryKey({ columns: [t.userId, t.key] })]
)

/** States that other capabilities hang on a thread (pin, notice, escalation), read by every list. */
export const threadMarks = pgTable(
  'thread_marks',
  {
    threadId: ref()
      .notNull()
      .references(() => threads.id),
    kind: text({ enum: ['pin', 'announcement', 'escalation'] }).notNull(),
    /** A pin's scope (`everywhere` or `category`), or the id of what it stands for. */
    ref: text().notNull(),
    state: text().notNull(),
    since: time().notNull(),
    until: time()
  },
  (t) => [
    primaryKey({ columns: [t.threadId, t.kind, t.ref] }),
    index('thread_marks_kind').on(t.kind, t.until),
    index('thread_marks_ref').on(t.kind, t.ref)
  ]
)

/** What happened to a thread, shown as thin lines between its posts. */
export const threadHistory = pgTable(
  'thread_history',
  {
    id: id(),
    threadId: ref()
      .notNull()
      .references(() => threads.id),
    kind: text({
      enum: [
        'moved',
        'retitled',
        'retagged',
        'slowed',
        'unslowed',
        'closed',
        'reopened',
        'pinned',
        'unpinned',
        'accepted',
        'unaccepted',
        'merged',
        'split',
        'announcement_linked',
        'announcement_unlinked',
        'announcement_resolved',
        'escalated'
      ]
    }).notNull(),
    /** The line stands behind the post of this number. */
    afterNumber: integer().notNull(),
    actorRole: text({ enum: ['member', 'volunteer', 'staff', 'admin'] }).notNull(),
    detail: jsonb().notNull().$type<Record<string, string | number>>(),
    createdAt: time().notNull()
  },
  (t) => [index('thread_history_thread').on(t.threadId, t.afterNumber, t.id)]
)

/** Where posts went; `/p/:postId` works through the post itself, old numbers through this. */
export const postMoves = pgTable(
  'post_moves',
  {
    fromThreadId: ref()
      .notNull()
      .references(() => threads.id),
    fromNumber: integer().notNull(),
    postId: ref()
      .notNull()
      .references(() => posts.id),
    movedAt: time().notNull()
  },
  (t) => [primaryKey({ columns: [t.fromThreadId, t.fromNumber] })]
)

export const mentions = pgTable(
  'mentions',
  {
    postId: ref()
      .notNull()
      .references(() => posts.id),
    userId: userId()
  },
  (t) => [primaryKey({ columns: [t.postId, t.userId] })]
)

export type Moved = { threadId: number; from: number; moveCount: number }

/** Threads that somebody moved as one, so that they are moved back as one. */
export const threadMoves = pgTable(
  'thread_moves',
  {
    id: id(),
    byId: userId(),
    toId: ref()
      .notNull()
      .references(() => categories.id),
    moved: jsonb().notNull().$type<Moved[]>(),
    movedAt: time().notNull(),
    undoneAt: time()
  },
  (t) => [index('thread_moves_moved').on(t.movedAt)]
)

export * from './categories/schema.ts'
