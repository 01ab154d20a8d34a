import { sql } from 'drizzle-orm'
import { boolean, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { filterForms } from '@stoa/guards'
import { id, ref, time } from '@stoa/core/data'

/**
 * What happens to a matching text: `hold` keeps it for a moderator, `mask` masks the passage,
 * `refuse` refuses it. `secret` and `account_id` belong to the organisation: a secret is stored
 * nowhere, and the author is warned of an account id.
 */
export const filterActions = ['hold', 'mask', 'refuse', 'secret', 'account_id'] as const

/** Words and patterns to find; a filter applies once it was tried and enabled. */
export const filters = pgTable(
  'filters',
  {
    id: id(),
    form: text({ enum: filterForms }).notNull(),
    value: text().notNull(),
    action: text({ enum: filterActions }).notNull(),
    enabled: boolean().notNull().default(false),
    /** When a moderator last saw what it would have matched. */
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
