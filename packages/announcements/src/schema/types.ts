import { jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import type { TextByLocale } from '@stoa/core/languages'
import { time } from '@stoa/core/data'
import { builtInTypes } from './content.ts'

/**
 * Types that admins added, each based on a built-in one. A used type is kept when it is removed,
 * for the names of its announcements.
 */
export const announcementTypes = pgTable('announcement_types', {
  key: text().primaryKey(),
  names: jsonb().notNull().$type<TextByLocale>(),
  basis: text({ enum: builtInTypes }).notNull(),
  createdAt: time().notNull(),
  /** Null while new announcements can have the type. */
  removedAt: time()
})
