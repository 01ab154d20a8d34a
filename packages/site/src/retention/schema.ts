import { date, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { id, ref, time } from '@stoa/core/data'
import type { PeriodKey } from './periods.ts'

/** Changes of retention periods that took effect. The newest one holds; without one, the default. */
export const retentionChanges = pgTable(
  'retention_changes',
  {
    id: id(),
    period: text().notNull().$type<PeriodKey>(),
    valueBefore: integer().notNull(),
    value: integer().notNull(),
    changedAt: time().notNull(),
    /** 0 is the server, after a day without objection. */
    changedById: ref().notNull()
  },
  (t) => [index('retention_changes_period').on(t.period, t.id)]
)

/** What cleaning removed, by day. A run that removes nothing is recorded as well. */
export const retentionRuns = pgTable(
  'retention_runs',
  {
    period: text().notNull().$type<PeriodKey>(),
    /** What was counted, such as `facts`. */
    kind: text().notNull(),
    /** UTC. */
    day: date().notNull(),
    count: integer().notNull(),
    ranAt: time().notNull()
  },
  (t) => [primaryKey({ columns: [t.period, t.kind, t.day] })]
)
