import { jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { belongsTo, id, ref, time } from '@stoa/core/data'
import { users } from '@stoa/accounts/tables'
import { threads } from '@stoa/threads/tables'
import { priorities } from '../lifecycle/states.ts'
import { ruleKinds, type Conditions } from './rule-conditions.ts'

/** Rules about which threads may need a ticket, and about the priority of new tickets. */
export const deskRules = pgTable('desk_rules', {
  id: id(),
  name: text().notNull(),
  kind: text({ enum: ruleKinds }).notNull(),
  conditions: jsonb().notNull().$type<Conditions>(),
  /** Priority for new tickets; null if the rule is about threads. */
  priority: text({ enum: priorities }),
  /** Null if the rule is disabled and only being tried. */
  enabledAt: time(),
  changedById: belongsTo(() => users.id),
  changedAt: time().notNull()
})

/** Threads whose suggestion an agent dismissed. */
export const dismissedSuggestions = pgTable('dismissed_suggestions', {
  threadId: ref()
    .primaryKey()
    .references(() => threads.id),
  dismissedById: belongsTo(() => users.id),
  createdAt: time().notNull()
})
