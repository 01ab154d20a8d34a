import { sql } from 'drizzle-orm'
import { boolean, index, pgEnum, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { belongsTo, id, ref, time } from '@stoa/core'
import { users } from '@stoa/accounts/tables'
import { posts } from '@stoa/threads/tables'

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

/** Moderators on call are notified of these reasons. */
export const isUrgent = (reason: (typeof reasons)[number]) =>
  reason === 'scam' || reason === 'impersonation' || reason === 'leaked_secret'

export const appealOutcomes = ['upheld', 'rejected'] as const
export const outcomes = ['upheld', 'dismissed'] as const

/** All open reports of one post or one user form one case. */
export const cases = pgTable(
  'cases',
  {
    id: id(),
    postId: ref().references(() => posts.id),
    /** The reported user, whose case every volunteer sees, or the author of the reported post. */
    userId: belongsTo(() => users.id),
    openedAt: time().notNull(),
    /** Set for the reasons of `isUrgent`. */
    urgent: boolean().notNull().default(false),
    /** When the moderators on call were notified. */
    alertedAt: time(),
    /** Moderator who is working on it, shown to others until the claim expires. */
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
    // Ascending, urgent cases first: see `queueKey`.
    index('cases_open')
      .on(sql`(not ${t.urgent})`, t.openedAt, t.id)
      .where(sql`resolved_at is null`)
  ]
)

export const reports = pgTable(
  'reports',
  {
    id: id(),
    caseId: belongsTo(() => cases.id),
    reporterId: belongsTo(() => users.id),
    reason: text({ enum: reasons }).notNull(),
    note: text(),
    /** Keyed hash of the reporter's network; each network counts once. */
    network: text(),
    /** False if the reporter had only a mailed code; see `standing.ts`. */
    signedIn: boolean().notNull().default(true),
    createdAt: time().notNull()
  },
  (t) => [
    uniqueIndex('reports_once').on(t.caseId, t.reporterId),
    index('reports_reporter').on(t.reporterId, t.id)
  ]
)

/** Kinds of log entries. */
export const actionKind = pgEnum('moderation_action_kind', [
  'hidden',
  /** By the weight of reports, until a moderator has decided. */
  'auto_hidden',
  'restored',
  'approved',
  /** An approval was undone. */
  'awaiting_approval',
  /** Staff hid it and then left the decision to volunteers. */
  'handed_back',
  'edit_approved',
  'edit_refused',
  /** Quarantined links of a public post are shown, and its warning is removed. */
  'flag_cleared',
  /** Quarantined links stay hidden, or the warning stays. */
  'flag_kept',
  /** The decision on a flag was undone. */
  'flagged',
  'closed',
  'reopened',
  'moved',
  'merged',
  'split',
  'retitled',
  'retagged',
  /** Slow mode was set or ended. */
  'slowed',
  'unslowed',
  'redacted',
  /** The quoted post was redacted. */
  'quote_redacted',
  /** An answer was marked as outdated, or the mark was removed. */
  'outdated',
  'current',
  'pinned',
  'unpinned',
  'announcement_linked',
  'announcement_unlinked',
  'report_upheld',
  'report_dismissed',
  /** The decision was undone. */
  'case_reopened',
  'warned',
  'silenced',
  'suspended',
  /** A sanction was lifted early. */
  'lifted',
  'appeal_upheld',
  'appeal_rejected',
  /** The decision was undone. */
  'appeal_reopened'
])

/** Append-only log of all that moderators do to others' content or accounts. */
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
    /** The action that was appealed. */
    appealedId: ref(),
    sweepId: ref(),
    /** For `hidden`: the post was awaiting approval. */
    wasAwaitingApproval: boolean().notNull().default(false),
    /** For `hidden`: only the text of the first post, replies stay. */
    keptReplies: boolean().notNull().default(false),
    reason: text(),
    /** Visible to moderators only. */
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

/** Appeals of users against decisions about them; one per decision. */
export const appeals = pgTable(
  'appeals',
  {
    id: id(),
    // No foreign key: its check locks the row, and the append-only log does not grant that right.
    actionId: ref().notNull(),
    userId: belongsTo(() => users.id),
    text: text().notNull(),
    createdAt: time().notNull(),
    decidedAt: time(),
    decidedById: ref(),
    outcome: text({ enum: appealOutcomes }),
    /** An answer to the member, in addition to the outcome. */
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
 * A moderator's sweep of a spammer: posts hidden and the account silenced in one act, undone as
 * one.
 */
export const sweeps = pgTable(
  'sweeps',
  {
    id: id(),
    userId: belongsTo(() => users.id),
    byId: ref().notNull(),
    /** Null if the account was silenced already, or another sweep silences it. */
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

export * from './campaigns/schema.ts'
