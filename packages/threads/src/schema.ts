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
import { belongsTo, id, locales, ref, time } from '@stoa/core'
import { users } from '@stoa/accounts/tables'
import { categories } from './categories/schema.ts'

const userId = () => belongsTo(() => users.id)

/** The counters count what guests see. */
export const threads = pgTable(
  'threads',
  {
    id: id(),
    categoryId: belongsTo(() => categories.id),
    authorId: userId(),
    kind: text({ enum: ['question', 'discussion'] }).notNull(),
    language: text({ enum: locales }).notNull(),
    title: text().notNull(),
    tags: text()
      .array()
      .notNull()
      .default(sql`'{}'`),
    state: text({
      enum: ['visible', 'awaiting_approval', 'hidden', 'withdrawn', 'merged', 'erased']
    })
      .notNull()
      .default('visible'),
    /**
     * Time at which the thread stopped being public; null while it is public, and if it never was.
     */
    lastPublicAt: time(),
    mergedInto: ref(),
    createdAt: time().notNull(),
    lastPostAt: time().notNull(),
    lastPosterId: ref().notNull(),
    /** Highest number ever given to a post; numbers are never reused. */
    highestNumber: integer().notNull().default(1),
    replyCount: integer().notNull().default(0),
    voteCount: integer().notNull().default(0),
    meTooCount: integer().notNull().default(0),
    officialCount: integer().notNull().default(0),
    acceptedPostId: ref(),
    acceptedById: ref(),
    acceptedAt: time(),
    /** Staff member or moderator who confirmed the accepted answer. */
    confirmedById: ref(),
    solvedAt: time(),
    closedAt: time(),
    closedById: ref(),
    closeReason: text(),
    /** Time at which a closed thread reopens automatically. */
    reopensAt: time(),
    /** Slow mode: seconds between two replies of the same member; moderators are exempt. */
    slowSeconds: integer(),
    /** Number of moves to another category. */
    moveCount: integer().notNull().default(0)
  },
  // Indexes are ascending and read backwards. drizzle's `desc()` would sort nulls last, which no
  // query asks for.
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

/**
 * `number` is assigned under the thread's row lock. It changes only if the post is moved to another
 * thread.
 */
export const posts = pgTable(
  'posts',
  {
    id: id(),
    threadId: belongsTo(() => threads.id),
    number: integer().notNull(),
    authorId: userId(),
    /** Role of the author when the post was written. */
    authorRole: text({ enum: ['member', 'volunteer', 'staff', 'admin'] }).notNull(),
    official: boolean().notNull().default(false),
    body: text().notNull(),
    html: text().notNull(),
    rendererVersion: integer().notNull(),
    replyToNumber: integer(),
    state: text({
      enum: ['visible', 'awaiting_approval', 'hidden', 'withdrawn', 'moved', 'erased']
    })
      .notNull()
      .default('visible'),
    hiddenReason: text(),
    /** Hidden by reports alone, until a moderator has decided. */
    autoHidden: boolean().notNull().default(false),
    /** Hidden by staff: only staff restore it, unless they let volunteers decide. */
    hiddenByStaff: boolean().notNull().default(false),
    /** Hidden while it awaited approval: only its author and moderators have ever seen it. */
    refused: boolean().notNull().default(false),
    /** Null if the post was withdrawn before its approval, which cannot be undone. */
    withdrawnAt: time(),
    voteCount: integer().notNull().default(0),
    revisionCount: integer().notNull().default(0),
    createdAt: time().notNull(),
    editedAt: time(),
    /** Outdated mark: when, by whom, and the successor if there is one. */
    outdatedAt: time(),
    outdatedById: ref(),
    successorId: ref(),
    /** Time of the last redaction in this post, its quotes included. */
    redactedAt: time(),
    /**
     * Quarantined addresses, in the order of their placeholders: only the author and moderators see
     * them.
     */
    quarantinedLinks: text()
      .array()
      .notNull()
      .default(sql`'{}'`),
    /** Quarantined addresses of this post that a moderator released. */
    releasedLinks: text()
      .array()
      .notNull()
      .default(sql`'{}'`),
    /** The post leads readers out of the forum and carries a warning. */
    leadsOut: boolean().notNull().default(false),
    /**
     * Time since which a public post waits for a moderator's check; null if there is nothing to
     * check.
     */
    flaggedAt: time()
  },
  (t) => [
    uniqueIndex('posts_number').on(t.threadId, t.number),
    index('posts_author').on(t.authorId, t.createdAt, t.id),
    index('posts_awaiting_approval')
      .on(t.createdAt, t.id)
      .where(sql`state = 'awaiting_approval'`),
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

/** Earlier texts of a post, and for number 1 its thread's title; one row per edit. */
export const revisions = pgTable(
  'revisions',
  {
    id: id(),
    postId: belongsTo(() => posts.id),
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
 * Edits that await approval; the post keeps its text until then. A newer edit replaces the older
 * one under a new id, so that nobody approves what they have not seen.
 */
export const editsAwaitingApproval = pgTable(
  'edits_awaiting_approval',
  {
    id: id(),
    postId: belongsTo(() => posts.id),
    body: text().notNull(),
    reason: text(),
    createdAt: time().notNull(),
    /**
     * Time of the decision. Decided edits are kept for a while, so that the decision can be undone.
     */
    decidedAt: time(),
    /** Link and flag columns of the post before the approval, for undoing it. */
    releasedBefore: text().array(),
    leadsOutBefore: boolean(),
    flaggedBefore: time()
  },
  (t) => [uniqueIndex('edits_awaiting_approval_post').on(t.postId)]
)

export const votes = pgTable(
  'votes',
  {
    postId: belongsTo(() => posts.id),
    userId: userId(),
    createdAt: time().notNull()
  },
  (t) => [primaryKey({ columns: [t.postId, t.userId] }), index('votes_user').on(t.userId, t.postId)]
)

export const meToos = pgTable(
  'me_toos',
  {
    threadId: belongsTo(() => threads.id),
    userId: userId(),
    createdAt: time().notNull()
  },
  (t) => [primaryKey({ columns: [t.threadId, t.userId] })]
)

export const threadFollowings = pgTable(
  'thread_followings',
  {
    threadId: belongsTo(() => threads.id),
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
    postId: belongsTo(() => posts.id),
    userId: userId(),
    createdAt: time().notNull()
  },
  (t) => [
    uniqueIndex('bookmarks_once').on(t.userId, t.postId),
    index('bookmarks_user').on(t.userId, t.id)
  ]
)

/** The highest post number that a user has read in a thread. */
export const readings = pgTable(
  'readings',
  {
    userId: userId(),
    threadId: belongsTo(() => threads.id),
    number: integer().notNull(),
    readAt: time().notNull()
  },
  (t) => [primaryKey({ columns: [t.userId, t.threadId] })]
)

/**
 * `key`: `ask`, `thread:12`, `post:34`, `ticket` or `ticket:7KQF-M9XW-4TDP`. Drafts of
 * sessions that are not signed in have the prefix `support:`.
 */
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

/**
 * States that other capabilities show on a thread (pin, announcement, escalation). Every list reads
 * them.
 */
export const threadMarks = pgTable(
  'thread_marks',
  {
    threadId: belongsTo(() => threads.id),
    kind: text({ enum: ['pin', 'announcement', 'escalation'] }).notNull(),
    /** Scope of a pin (`everywhere` or `category`), or the id of the announcement or ticket. */
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

/** Public history of a thread, shown as thin lines between its posts. */
export const threadHistory = pgTable(
  'thread_history',
  {
    id: id(),
    threadId: belongsTo(() => threads.id),
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
    /** Number of the post after which the line is shown. */
    afterNumber: integer().notNull(),
    actorRole: text({ enum: ['member', 'volunteer', 'staff', 'admin'] }).notNull(),
    detail: jsonb().notNull().$type<Record<string, string | number>>(),
    createdAt: time().notNull()
  },
  (t) => [index('thread_history_thread').on(t.threadId, t.afterNumber, t.id)]
)

/** Old numbers of moved posts. `/p/:postId` finds the post by its id. */
export const postMoves = pgTable(
  'post_moves',
  {
    fromThreadId: belongsTo(() => threads.id),
    fromNumber: integer().notNull(),
    postId: belongsTo(() => posts.id),
    movedAt: time().notNull()
  },
  (t) => [primaryKey({ columns: [t.fromThreadId, t.fromNumber] })]
)

export const mentions = pgTable(
  'mentions',
  {
    postId: belongsTo(() => posts.id),
    userId: userId()
  },
  (t) => [primaryKey({ columns: [t.postId, t.userId] })]
)

export type Moved = { threadId: number; from: number; moveCount: number }

/** Bulk moves, each undone as a whole. */
export const threadMoves = pgTable(
  'thread_moves',
  {
    id: id(),
    byId: userId(),
    toId: belongsTo(() => categories.id),
    moved: jsonb().notNull().$type<Moved[]>(),
    movedAt: time().notNull(),
    undoneAt: time()
  },
  (t) => [index('thread_moves_moved').on(t.movedAt)]
)

export * from './categories/schema.ts'
