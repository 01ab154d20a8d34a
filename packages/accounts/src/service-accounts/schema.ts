import { sql } from 'drizzle-orm'
import { integer, pgTable, text } from 'drizzle-orm/pg-core'
import { belongsTo, ref, time } from '@stoa/core/data'
import { users } from '../schema/users.ts'

/** What a service account has beyond its row in `users`, which is the author of what it posts. */
export const serviceAccounts = pgTable('service_accounts', {
  userId: ref()
    .primaryKey()
    .references(() => users.id),
  /** Topics of the tickets that it may see with the scope `moderate`. Empty means none. */
  topics: text()
    .array()
    .notNull()
    .default(sql`'{}'`),
  requestsPerMinute: integer().notNull(),
  createdById: belongsTo(() => users.id),
  createdAt: time().notNull(),
  disabledAt: time()
})
