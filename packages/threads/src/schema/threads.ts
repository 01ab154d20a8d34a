import { sql } from 'drizzle-orm'
import { index, integer, pgTable, text, jsonb, primaryKey } from 'drizzle-orm/pg-core'
import type { Locale } from '@stoa/core'
import { belongsTo, id, ref, time } from '@stoa/core/data'
import { users } from '@stoa/accounts/tables'
import { categories } from '../categories/schema.ts'

const userId = () => belongsTo(() => users.id)

/** The counters count what guests see. */
export const threads = pgTable(
  'threads',
  {
    id: id(),
    categoryId: belongsTo(() => categories.id),
    authorId: userId(),
    kind: text({ enum: ['question', 'discussion'] }).notNull(),
    language: text().$type<Locale>().notNull(),
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
    /** Choices in the answers of its first post, as `ID:VALUE`, for filtering. */
    fieldChoices: text()
      .array()
      .notNull()
      .default(sql`'{}'`),
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
    index('threads_me_toos')
      .on(t.meTooCount, t.id)
      .where(sql`me_too_count > 0 and state = 'visible'`),
    index('threads_unanswered')
      .on(t.createdAt, t.id)
      .where(sql`reply_count = 0 and state = 'visible'`),
    index('threads_official')
      .on(t.lastPostAt, t.id)
      .where(sql`official_count > 0`),
    index('threads_accepted')
      .on(t.acceptedAt)
      .where(sql`accepted_at is not null and state = 'visible'`),
    index('threads_author').on(t.authorId, t.createdAt, t.id),
    index('threads_reopening')
      .on(t.reopensAt)
      .where(sql`reopens_at is not null`),
    index('threads_tags').using('gin', t.tags),
    index('threads_field_choices')
      .using('gin', t.fieldChoices)
      .where(sql`field_choices <> '{}'`)
  ]
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
    actorRole: text({ enum: ['member', 'service', 'volunteer', 'staff', 'admin'] }).notNull(),
    detail: jsonb().notNull().$type<Record<string, string | number>>(),
    createdAt: time().notNull()
  },
  (t) => [index('thread_history_thread').on(t.threadId, t.afterNumber, t.id)]
)
