import { integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { Locale } from '@stoa/core'
import { id, ref, time } from '@stoa/core/data'
import { users } from '@stoa/accounts/tables'

const userId = () => ref().references(() => users.id)

/** Types with a template, those that are written in a hurry first. */
export const templateTypes = ['incident', 'maintenance', 'risk', 'feature', 'info'] as const
export type TemplateType = (typeof templateTypes)[number]

/**
 * Versions of templates, per language. The newest one applies. Without title and body, or without a
 * row, the shipped template applies.
 */
export const announcementTemplates = pgTable(
  'announcement_templates',
  {
    id: id(),
    type: text({ enum: templateTypes }).notNull(),
    locale: text().$type<Locale>().notNull(),
    number: integer().notNull(),
    title: text(),
    body: text(),
    editorId: userId().notNull(),
    createdAt: time().notNull()
  },
  (t) => [uniqueIndex('announcement_templates_number').on(t.type, t.locale, t.number)]
)
