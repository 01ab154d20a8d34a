import { jsonb, pgTable } from 'drizzle-orm/pg-core'
import { belongsTo, id, time } from '@stoa/core/data'
import { users } from '@stoa/accounts/tables'
import type { ServiceLevels } from './contract.ts'

/** Versions of the service levels; the newest row applies. */
export const serviceLevels = pgTable('service_levels', {
  id: id(),
  levels: jsonb().notNull().$type<ServiceLevels>(),
  createdById: belongsTo(() => users.id),
  createdAt: time().notNull()
})
