import { sql } from 'drizzle-orm'
import { index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { belongsTo, id, ref, time } from '@stoa/core/data'
import { users } from '@stoa/accounts/tables'

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
