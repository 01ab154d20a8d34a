import { boolean, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import type { TextByLocale } from '@stoa/core/languages'
import { time } from '@stoa/core/data'
import type { Form } from './forms.ts'

/** Topics of tickets. A retired topic is kept: its tickets still use its name and form. */
export const deskTopics = pgTable('desk_topics', {
  key: text().primaryKey(),
  names: jsonb().notNull().$type<TextByLocale>(),
  /** Facts that the requester is asked for, in order. */
  form: jsonb().notNull().$type<Form>(),
  /** Position in lists, ascending. */
  position: integer().notNull(),
  /** Requesters send identity documents, so details are kept for a shorter time after closing. */
  identityDocuments: boolean().notNull().default(false),
  createdAt: time().notNull(),
  /** Time of retirement; no new ticket can have the topic. */
  retiredAt: time()
})
