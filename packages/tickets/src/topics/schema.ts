import { integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { time, type Locale } from '@stoa/core'
import type { Form } from './forms.ts'

/**
 * What tickets are about. A topic that a ticket was ever of stays when it is retired: that ticket goes by
 * its name and form.
 */
export const deskTopics = pgTable('desk_topics', {
  key: text().primaryKey(),
  names: jsonb().notNull().$type<Record<Locale, string>>(),
  /** What its requester is asked for, in order. */
  form: jsonb().notNull().$type<Form>(),
  /** In lists, ascending. */
  position: integer().notNull(),
  createdAt: time().notNull(),
  /** No new ticket is of it. */
  retiredAt: time()
})
