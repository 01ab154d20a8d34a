import { sql } from 'drizzle-orm'
import { index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { belongsTo, id, ref, time } from '@stoa/core/data'
import { users } from '@stoa/accounts/tables'
import { announcements } from './announcements.ts'
import { phases, type Bodies, type StoredHtml, proposalOutcomes } from './content.ts'

const userId = () => ref().references(() => users.id)

const announcementId = () => belongsTo(() => announcements.id)

/** Updates of incidents and maintenance. */
export const announcementUpdates = pgTable(
  'announcement_updates',
  {
    id: id(),
    announcementId: announcementId(),
    phase: text({ enum: phases }).notNull(),
    bodies: jsonb().notNull().$type<Bodies>(),
    html: jsonb().$type<StoredHtml>(),
    /** Author of the present wording, and its time if it was reworded after publication. */
    authorId: userId().notNull(),
    changedAt: time(),
    createdAt: time().notNull(),
    /** As for announcements. */
    notifyAt: time(),
    notifiedAt: time()
  },
  (t) => [
    index('announcement_updates_announcement').on(t.announcementId, t.id),
    index('announcement_updates_to_notify')
      .on(t.notifyAt)
      .where(sql`notified_at is null`)
  ]
)

/** Earlier wordings of updates. */
export const announcementUpdateRevisions = pgTable(
  'announcement_update_revisions',
  {
    id: id(),
    updateId: belongsTo(() => announcementUpdates.id),
    bodies: jsonb().notNull().$type<Bodies>(),
    authorId: userId().notNull(),
    /** Time during which this wording was public. */
    since: time().notNull(),
    until: time().notNull()
  },
  (t) => [index('announcement_update_revisions_update').on(t.updateId, t.id)]
)

/**
 * Updates and corrections that need a second person, with the decision about them.
 */
export const announcementProposals = pgTable(
  'announcement_proposals',
  {
    id: id(),
    announcementId: announcementId(),
    /** Phase of an update; null for a correction. */
    phase: text({ enum: phases }),
    /** Update to reword; null for a new update and for a correction. */
    updateId: ref().references(() => announcementUpdates.id),
    bodies: jsonb().notNull().$type<Bodies>(),
    authorId: userId().notNull(),
    createdAt: time().notNull(),
    /** All null until it is decided. `dropped`: the announcement was withdrawn meanwhile. */
    outcome: text({ enum: proposalOutcomes }),
    decidedById: userId(),
    decidedAt: time()
  },
  (t) => [
    index('announcement_proposals_announcement').on(t.announcementId, t.id),
    index('announcement_proposals_waiting')
      .on(t.announcementId)
      .where(sql`decided_at is null`)
  ]
)

/** Who was notified that a version or a proposal waits for approval, and when the last time. */
export const announcementApprovalRequests = pgTable(
  'announcement_approval_requests',
  {
    announcementId: announcementId(),
    /** 0 for the newest version of the announcement. */
    proposalId: ref().notNull(),
    userId: userId().notNull(),
    notifiedAt: time().notNull()
  },
  (t) => [
    primaryKey({
      name: 'announcement_approval_requests_pk',
      columns: [t.announcementId, t.proposalId, t.userId]
    })
  ]
)
