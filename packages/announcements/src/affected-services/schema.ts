import { integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import type { TextByLocale } from '@stoa/core/languages'
import { time } from '@stoa/core/data'

/**
 * Services of the organisation that announcements can disturb. An announcement names them by key;
 * another name in it is of something that has no state of its own.
 */
export const announcementServices = pgTable('announcement_services', {
  key: text().primaryKey(),
  names: jsonb().notNull().$type<TextByLocale>(),
  position: integer().notNull(),
  createdAt: time().notNull(),
  /** Null while it is shown and offered. */
  archivedAt: time()
})
