import { sql } from 'drizzle-orm'
import { pgTable, uniqueIndex } from 'drizzle-orm/pg-core'
import { belongsTo, id, ref, time } from '@stoa/core/data'
import { users } from '@stoa/accounts/tables'

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
