import { jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { id, ref, time } from '@stoa/core'
import { users } from '@stoa/accounts/schema'
import { threads } from '@stoa/threads/schema'
import { priorities } from '../states.ts'
import { ruleKinds, type Conditions } from './rule-conditions.ts'

/** What staff have said about which threads may need a ticket, and how urgent new tickets are. */
export const deskRules = pgTable('desk_rules', {
  id: id(),
  name: text().notNull(),
  kind: text({ enum: ruleKinds }).notNull(),
  conditions: jsonb().notNull().$type<Conditions>(),
  /** Which new tickets get; null where the rule is about threads. */
  priority: text({ enum: priorities }),
  /** Null: it is only tried out. */
  enabledAt: time(),
  changedById: ref()
    .notNull()
    .references(() => users.id),
  changedAt: time().notNull()
})

/** Threads that somebody of the desk looked at and left where they are. */
export const dismissedSuggestions = pgTable('dismissed_suggestions', {
  threadId: ref()
    .primaryKey()
    .references(() => threads.id),
  dismissedById: ref()
    .notNull()
    .references(() => users.id),
  createdAt: time().notNull()
})
