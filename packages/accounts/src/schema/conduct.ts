import { sql } from 'drizzle-orm'
import { index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { belongsTo, id, ref, time } from '@stoa/core/data'
import { users } from './users.ts'

/** `categoryId` is null for the whole forum; `until` is null until lifted. */
export const sanctions = pgTable(
  'sanctions',
  {
    id: id(),
    userId: belongsTo(() => users.id),
    kind: text({ enum: ['warning', 'silence', 'suspension'] }).notNull(),
    categoryId: ref(),
    reason: text().notNull(),
    until: time(),
    byId: ref().notNull(),
    createdAt: time().notNull(),
    liftedAt: time()
  },
  (t) => [
    index('sanctions_user')
      .on(t.userId)
      .where(sql`lifted_at is null`),
    index('sanctions_history').on(t.userId, t.id)
  ]
)

/**
 * Keyed hashes of addresses and identities of erased accounts, for as long as a sanction of theirs
 * lasts. An account that proves one again gets the rest of the sanction; see `kept-sanctions.ts`.
 */
export const keptSanctions = pgTable(
  'kept_sanctions',
  {
    hash: text().notNull(),
    sanctionId: belongsTo(() => sanctions.id)
  },
  (t) => [
    primaryKey({ columns: [t.hash, t.sanctionId] }),
    index('kept_sanctions_row').on(t.sanctionId)
  ]
)

/** Revocable acts from which trust and profiles are computed. Each counts once. */
export const contributions = pgTable(
  'contributions',
  {
    userId: belongsTo(() => users.id),
    kind: text({
      enum: [
        'post',
        'accepted_answer',
        'vote_received',
        'day_visited',
        'thread_read',
        'report_upheld'
      ]
    }).notNull(),
    /** The id of the post, thread or report, or the day as yyyymmdd. */
    ref: ref().notNull(),
    /** The asker or voter; 0 if there is none. */
    fromUserId: ref().notNull().default(0),
    createdAt: time().notNull(),
    revokedAt: time()
  },
  (t) => [primaryKey({ columns: [t.userId, t.kind, t.ref, t.fromUserId] })]
)

/** Users whose posts a user does not want to see. */
export const mutedUsers = pgTable(
  'muted_users',
  {
    userId: belongsTo(() => users.id),
    mutedUserId: belongsTo(() => users.id),
    createdAt: time().notNull()
  },
  (t) => [primaryKey({ columns: [t.userId, t.mutedUserId] })]
)
