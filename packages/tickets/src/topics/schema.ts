import { boolean, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import type { TextByLocale } from '@stoa/core/languages'
import { time } from '@stoa/core/data'
import type { Network } from '@stoa/guards/transaction-ids'
import type { Form } from './forms.ts'
import type { Choice, CustomFactKind } from './contract.ts'

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

/** Definitions of facts that topics can ask for. They are kept: tickets have facts of them. */
export const customFacts = pgTable('custom_facts', {
  key: text().primaryKey(),
  kind: text().$type<CustomFactKind>().notNull(),
  labels: jsonb().notNull().$type<TextByLocale>(),
  hints: jsonb().notNull().$type<TextByLocale>(),
  /** A value that the definition allows; empty if none is shown. */
  example: text().notNull(),
  /** RE2, matches whole values; empty for other kinds. */
  pattern: text().notNull(),
  choices: jsonb().notNull().$type<Choice[]>(),
  /** Networks whose transaction IDs are allowed. */
  networks: text().array().notNull().$type<Network[]>(),
  createdAt: time().notNull()
})
