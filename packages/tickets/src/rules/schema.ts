import { bigint, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { belongsTo, id, ref, time } from '@stoa/core/data'
import { users } from '@stoa/accounts/tables'
import { threads } from '@stoa/threads/tables'
import { priorities } from '../lifecycle/states.ts'
import { tickets } from '../schema/tickets.ts'
import { ruleTriggers, type RuleActions } from './actions.ts'
import type { Conditions } from './rule-conditions.ts'

/** Rules that suggest tickets for threads, or act on tickets. */
export const deskRules = pgTable('desk_rules', {
  id: id(),
  name: text().notNull(),
  /** For nodes of the previous release, whose rules about threads and priorities have no trigger. */
  kind: text({ enum: ['suggestion', 'priority', 'action'] }).notNull(),
  conditions: jsonb().notNull().$type<Conditions>(),
  /** Priority that it sets; null if it sets none. */
  priority: text({ enum: priorities }),
  /** See `ruleOf`. */
  trigger: text({ enum: ruleTriggers }),
  actions: jsonb().$type<RuleActions>(),
  /** Null if the rule is disabled and only being tried. */
  enabledAt: time(),
  changedById: belongsTo(() => users.id),
  changedAt: time().notNull()
})

/** Occasions on which a rule has acted: it acts on a ticket once for each. */
export const deskRuleRuns = pgTable(
  'desk_rule_runs',
  {
    ruleId: ref()
      .notNull()
      .references(() => deskRules.id, { onDelete: 'cascade' }),
    ticketId: belongsTo(() => tickets.id),
    /** Made by `occasionOf` or `silenceOf`, with the number of notices before. */
    occasion: text().notNull(),
    ranAt: time().notNull()
  },
  (t) => [primaryKey({ columns: [t.ruleId, t.ticketId, t.occasion] })]
)

/** The last turn of each agent in a topic's rotation; the lowest one is next. */
export const deskTurns = pgTable(
  'desk_turns',
  {
    topic: text().notNull(),
    userId: belongsTo(() => users.id),
    turn: bigint({ mode: 'number' }).notNull()
  },
  (t) => [primaryKey({ columns: [t.topic, t.userId] })]
)

/** Agents to whom rules assign nothing at the moment. */
export const deskAbsences = pgTable('desk_absences', {
  userId: ref()
    .primaryKey()
    .references(() => users.id),
  since: time().notNull()
})

/** Threads whose suggestion an agent dismissed. */
export const dismissedSuggestions = pgTable('dismissed_suggestions', {
  threadId: ref()
    .primaryKey()
    .references(() => threads.id),
  dismissedById: belongsTo(() => users.id),
  createdAt: time().notNull()
})
