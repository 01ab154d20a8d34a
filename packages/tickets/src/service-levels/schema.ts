import { jsonb, pgTable } from 'drizzle-orm/pg-core'
import { id, ref, time } from '@stoa/core'
import { users } from '@stoa/accounts/schema'
import type { ServiceLevels } from './levels.ts'

/** How fast the desk wants to be, and when it is open; the newest row is what holds. */
export const serviceLevels = pgTable('service_levels', {
  id: id(),
  levels: jsonb().notNull().$type<ServiceLevels>(),
  createdById: ref()
    .notNull()
    .references(() => users.id),
  createdAt: time().notNull()
})
