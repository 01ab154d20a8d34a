import { sql } from 'drizzle-orm'
import { boolean, index, pgEnum, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { id, ref, time } from '@stoa/core'
import { users } from '@stoa/accounts/schema'
import { posts } from '@stoa/threads/schema'

export const reasons = [
  'scam',
  'impersonation',
  'leaked_secret',
  'spam',
  'abuse',
  'off_topic',
  'illegal',
  'other'
] as const

/** Of these a moderator on call hears at once: somebody is being robbed, or is about to be. */
export const isUrgent = (reason: (typeof reasons)[number]) =>
  reason === 'scam' || reason === 'impersonation' || reason === 'leaked_secret'

export const appealOutcomes = ['upheld', 'rejected'] as const
export const outcomes = ['upheld', 'dismissed'] as const

/** All open reports of one post or one user are one case. */
export const cases = pgTable(
  'cases',
  {
    id: id(),
    postId: ref().references(() => posts.id),
    /** The reported user (staff and every volunteer see it), or the author of the reported post. */
    userId: ref()
      .notNull()
      .references(() => users.id),
    openedAt: time().notNull(),
    /** Somebody may be robbed or hurt while it waits. */
    urgent: boolean().notNull().default(false),
    /** When those on call were woken for it. */
    alertedAt: time(),
    /** Who is looking at it, for a while; others see that. */
    claimedById: ref(),
    claimedAt: time(),
    resolvedAt: time(),
    resolvedById: ref(),
    outcome: text({ enum: outcomes })
  },
  (t) => [
    uniqueIndex('cases_open_post')
      .on(t.postId)
      .where(sql`resolved_at is null and post_id is not null`),
    uniqueIndex('cases_open_user')
      .on(t.userId)
      .where(sql`resolved_at is null and post_id is null`),
    index('cases_resolver').on(t.resolvedById, t.resolvedAt),
    index('cases_resolved').on(t.resolvedAt),
    // Ascending and read backwards by urgency: see `queueKey`.
    index('cases_open')
      .on(sql`(not ${t.urgent})`, t.openedAt, t.id)
      .where(sql`resolved_at is null`)
  ]
)

export const reports = pgTable(
  'reports',
  {
    id: id(),
    caseId: ref()
      .notNull()
      .references(() => cases.id),
    reporterId: ref()
      .notNull()
      .references(() => users.id),
    reason: text({ enum: reasons }).notNull(),
    note: text(),
    /** Keyed hash of the network it came from: one network counts once. */
    network: text(),
    /** Whose account it is was proved by a mailed code alone, which is no member's or moderator's word. */
    byProof: boolean().notNull().default(false),
    createdAt: time().notNull()
  },
  (t) => [
    uniqueIndex('reports_once').on(t.caseId, t.reporterId),
    index('reports_reporter').on(t.reporterId, t.id)
  ]
)

/** Everything that is written into the log. */
export const actionKind = pgEnum('moderation_action_kind', [
  'hidden',
  /** By the weight of reports, until a moderator has looked. */
  'auto_hidden',
  'restored',
  'approved',
  /** Approved too quickly: it waits again. */
  'held',
  /** Staff hid it, and let volunteers decide about it. */
  'handed_back',
  'edit_approved',
  'edit_refused',
  /** Of a public post: its links are shown, and no line warns of it. */
  'flag_cleared',
  /** Its links stay kept back, or the line stands. */
  'flag_kept',
  /** Decided by mistake: a moderator has to look again. */
  'flagged',
  'closed',
  'reopened',
  'moved',
  'merged',
  'split',
  'retitled',
  'retagged',
  /** A thread in which everybody waits between two replies, and one in which nobody does any more. */
  'slowed',
  'unslowed',
  'redacted',
  /** What was redacted elsewhere stood in a quote here. */
  'quote_redacted',
  /** An answer that holds no more, and one that does after all. */
  'outdated',
  'current',
  'pinned',
  'unpinned',
  'announcement_linked',
  'announcement_unlinked',
  'report_upheld',
  'report_dismissed',
  /** Decided by mistake: it is open again. */
  'case_reopened',
  'warned',
  'silenced',
  'suspended',
  /** A sanction, before its time. */
  'lifted',
  'appeal_upheld',
  'appeal_rejected',
  /** Decided by mistake: it waits again. */
  'appeal_reopened'
])

/** Append-only: everything a moderator does to others' content or accounts. */
export const actions = pgTable(
  'moderation_actions',
  {
    id: id(),
    kind: actionKind().notNull(),
    actorId: ref().notNull(),
    actorRole: text({ enum: ['system', 'member', 'volunteer', 'staff', 'admin'] }).notNull(),
    categoryId: ref(),
    threadId: ref(),
    /** The thread that was merged into it, or from which it was split. */
    fromThreadId: ref(),
    postId: ref(),
    userId: ref(),
    caseId: ref(),
    sanctionId: ref(),
    /** What an appeal was about. */
    appealedId: ref(),
    sweepId: ref(),
    /** `hidden` while it waited for approval. */
    wasHeld: boolean().notNull().default(false),
    /** `hidden` while its thread stayed: only the text of number 1. */
    keptReplies: boolean().notNull().default(false),
    reason: text(),
    /** For moderators only. */
    note: text(),
    /** Nobody else was eligible to decide. */
    ownCase: boolean().notNull().default(false),
    createdAt: time().notNull()
  },
  (t) => [
    index('moderation_actions_thread').on(t.threadId, t.id),
    index('moderation_actions_post').on(t.postId, t.id),
    index('moderation_actions_user').on(t.userId, t.id),
    index('moderation_actions_category').on(t.categoryId, t.id),
    index('moderation_actions_actor').on(t.actorId, t.createdAt),
    index('moderation_actions_created').on(t.createdAt),
    index('moderation_actions_sweep')
      .on(t.sweepId)
      .where(sql`sweep_id is not null`)
  ]
)

/** Somebody asks that somebody else looks at a decision about them; once for each. */
export const appeals = pgTable(
  'appeals',
  {
    id: id(),
    // No foreign key: its check locks the row, for which the append-only log grants no right.
    actionId: ref().notNull(),
    userId: ref()
      .notNull()
      .references(() => users.id),
    text: text().notNull(),
    createdAt: time().notNull(),
    decidedAt: time(),
    decidedById: ref(),
    outcome: text({ enum: appealOutcomes }),
    /** What the person is told beside the outcome. */
    answer: text()
  },
  (t) => [
    uniqueIndex('appeals_action').on(t.actionId),
    index('appeals_user').on(t.userId, t.id),
    index('appeals_decided').on(t.decidedAt),
    index('appeals_open')
      .on(t.createdAt, t.id)
      .where(sql`decided_at is null`)
  ]
)

/**
 * Everything of a spammer hidden where one moderator may, and the account silenced, in one act that is undone as
 * one. Each moderator has a sweep of their own.
 */
export const sweeps = pgTable(
  'sweeps',
  {
    id: id(),
    userId: ref()
      .notNull()
      .references(() => users.id),
    byId: ref().notNull(),
    /** Null where they were silenced already, or another sweep silences them. */
    sanctionId: ref(),
    createdAt: time().notNull(),
    undoneAt: time()
  },
  (t) => [
    uniqueIndex('sweeps_open')
      .on(t.userId, t.byId)
      .where(sql`undone_at is null`)
  ]
)

export * from './filters/schema.ts'
export * from './on-call/schema.ts'
export * from './trust/schema.ts'
export * from './volunteers/schema.ts'
export * from './campaigns/schema.ts'
