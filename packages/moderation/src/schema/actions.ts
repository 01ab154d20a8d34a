import { sql } from 'drizzle-orm'
import { boolean, index, pgEnum, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { id, ref, time, belongsTo } from '@stoa/core/data'
import { users } from '@stoa/accounts/tables'

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
    actorRole: text({
      enum: ['system', 'member', 'service', 'volunteer', 'staff', 'admin']
    }).notNull(),
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

export const appealOutcomes = ['upheld', 'rejected'] as const

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
