import { sql } from 'drizzle-orm'
import { index, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { id, ref, time } from '@stoa/core'
import { users } from '@stoa/accounts/schema'

/** Who of the staff is woken when: a duty every week. */
export const onCallShifts = pgTable(
  'on_call_shifts',
  {
    id: id(),
    userId: ref()
      .notNull()
      .references(() => users.id),
    /** On which it begins; 1 is Monday. */
    days: integer()
      .array()
      .notNull()
      .default(sql`'{}'`),
    /** Local times `HH:MM`; a shift that ends before it begins goes on after midnight. */
    from: text().notNull(),
    to: text().notNull(),
    /** IANA name. */
    timeZone: text().notNull(),
    byId: ref().notNull(),
    createdAt: time().notNull()
  },
  (t) => [index('on_call_shifts_user').on(t.userId)]
)
