import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { ApprovalKindName, ApprovalSubjects } from '@stoa/core'
import { id, ref, time } from '@stoa/core/data'
import { users } from '../schema/users.ts'

/** Changes that wait for a second person, and what became of them. One row for each revision. */
export const approvals = pgTable(
  'approvals',
  {
    id: id(),
    kind: text().$type<ApprovalKindName>().notNull(),
    /** Ids and choices that say exactly what changes, in the shape of the kind. */
    subject: jsonb().$type<ApprovalSubjects[ApprovalKindName]>().notNull(),
    /** The user who gains by it, and may not approve it. */
    gainsById: ref().references(() => users.id),
    /** Ids of those who wrote any of it, first who proposed it. 0 is a command on the server. */
    writtenBy: ref().array().notNull(),
    proposedAt: time().notNull(),
    /** When it applies if nobody has refused it. Null if it does not by itself. */
    appliesAt: time(),
    /** How many others must agree. */
    agreements: integer().notNull(),
    /** Ids of those who agreed. */
    approvedBy: ref()
      .array()
      .notNull()
      .default(sql`'{}'`),
    state: text({ enum: ['waiting', 'approved', 'unopposed', 'refused', 'withdrawn'] })
      .notNull()
      .default('waiting'),
    /** Why it was refused. */
    reason: text(),
    /** Null while it waits, and if nobody refused it in time. */
    decidedById: ref(),
    decidedAt: time()
  },
  (t) => [
    uniqueIndex('approvals_waiting')
      .on(t.kind, t.subject)
      .where(sql`state = 'waiting'`),
    index('approvals_due')
      .on(t.appliesAt)
      .where(sql`state = 'waiting'`),
    index('approvals_gain').on(t.gainsById),
    index('approvals_written').using('gin', t.writtenBy)
  ]
)
