import { sql } from 'drizzle-orm'
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  primaryKey
} from 'drizzle-orm/pg-core'
import type { Locale } from '@stoa/core'
import { belongsTo, id, ref, time } from '@stoa/core/data'
import { users } from '@stoa/accounts/tables'
import type { FieldValues } from '../fields/schema.ts'
import { threads } from './threads.ts'

const userId = () => belongsTo(() => users.id)

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
    authorRole: text({ enum: ['member', 'service', 'volunteer', 'staff', 'admin'] }).notNull(),
    official: boolean().notNull().default(false),
    body: text().notNull(),
    html: text().notNull(),
    /** Answers to the form of its category, of a thread's first post. */
    fieldValues: jsonb().$type<FieldValues>(),
    rendererVersion: integer().notNull(),
    /** The language that it is clearly written in; null: taken for its thread's. */
    language: text().$type<Locale>(),
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

/** Earlier texts and answers of a post, and for number 1 its thread's title; one row per edit. */
export const revisions = pgTable(
  'revisions',
  {
    id: id(),
    postId: belongsTo(() => posts.id),
    number: integer().notNull(),
    title: text(),
    body: text().notNull(),
    fieldValues: jsonb().$type<FieldValues>(),
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
    fieldValues: jsonb().$type<FieldValues>(),
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

export const mentions = pgTable(
  'mentions',
  {
    postId: belongsTo(() => posts.id),
    userId: userId()
  },
  (t) => [primaryKey({ columns: [t.postId, t.userId] })]
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
