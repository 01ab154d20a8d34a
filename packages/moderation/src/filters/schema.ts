import { sql } from 'drizzle-orm'
import { boolean, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { filterForms } from '@stoa/guards'
import { id, ref, time } from '@stoa/core'

/**
 * What becomes of a text in which it is found: a moderator looks first, the passage is masked, or the
 * text is refused. `secret` and `account_id` are of the organisation: the one is stored nowhere, of the
 * other its writer is warned.
 */
export const filterActions = ['hold', 'mask', 'refuse', 'secret', 'account_id'] as const

/** Words and patterns to look for; they hold once somebody has tried them and switched them on. */
export const filters = pgTable(
  'filters',
  {
    id: id(),
    form: text({ enum: filterForms }).notNull(),
    value: text().notNull(),
    action: text({ enum: filterActions }).notNull(),
    enabled: boolean().notNull().default(false),
    /** Somebody has seen what it would have found. */
    triedAt: time(),
    addedById: ref().notNull(),
    addedAt: time().notNull(),
    changedById: ref(),
    changedAt: time()
  },
  (t) => [
    uniqueIndex('filters_value').on(t.form, t.value),
    index('filters_enabled')
      .on(t.id)
      .where(sql`enabled`)
  ]
)
