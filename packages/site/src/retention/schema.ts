import { date, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { id, ref, time } from '@stoa/core/data'
import type { TermKey } from './terms.ts'

/** Changes of terms that took effect. The newest of a term holds; without one, its usual value. */
export const retentionChanges = pgTable(
  'retention_changes',
  {
    id: id(),
    term: text().notNull().$type<TermKey>(),
    valueBefore: integer().notNull(),
    value: integer().notNull(),
    changedAt: time().notNull(),
    /** 0 is the server, after a day without objection. */
    changedById: ref().notNull()
  },
  (t) => [index('retention_changes_term').on(t.term, t.id)]
)

/** What cleaning removed, by day. A run that removes nothing is recorded as well. */
export const retentionRuns = pgTable(
  'retention_runs',
  {
    term: text().notNull().$type<TermKey>(),
    /** What was counted, such as `facts`. */
    kind: text().notNull(),
    /** UTC. */
    day: date().notNull(),
    count: integer().notNull(),
    ranAt: time().notNull()
  },
  (t) => [primaryKey({ columns: [t.term, t.kind, t.day] })]
)
