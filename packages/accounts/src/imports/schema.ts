import { integer, pgTable } from 'drizzle-orm/pg-core'
import { belongsTo, id, time } from '@stoa/core/data'
import { users } from '../schema/users.ts'

/** CSV files of people that admins imported. `users.importId` says who came with one. */
export const peopleImports = pgTable('people_imports', {
  id: id(),
  createdById: belongsTo(() => users.id),
  createdAt: time().notNull(),
  rows: integer().notNull(),
  /** When "send invitations" was pressed. Nothing is mailed before. */
  sentAt: time()
})
