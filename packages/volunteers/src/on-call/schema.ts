import { sql } from 'drizzle-orm'
import { index, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { belongsTo, id, ref, time } from '@stoa/core/data'
import { users } from '@stoa/accounts/tables'

/** Weekly shifts in which staff are notified of urgent cases. */
export const onCallShifts = pgTable(
  'on_call_shifts',
  {
    id: id(),
    userId: belongsTo(() => users.id),
    /** Days on which the shift starts; 1 is Monday. */
    days: integer()
      .array()
      .notNull()
      .default(sql`'{}'`),
    /** Local times `HH:MM`; a shift whose end is before its start ends on the next day. */
    from: text().notNull(),
    to: text().notNull(),
    timeZone: text().notNull(),
    byId: ref().notNull(),
    createdAt: time().notNull()
  },
  (t) => [index('on_call_shifts_user').on(t.userId)]
)
