import { jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import type { TextByLocale } from '@stoa/core/languages'
import { time } from '@stoa/core/data'
import type { Network } from '@stoa/guards/transaction-ids'
import type { Choice, CustomFactKind } from './contract.ts'

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
