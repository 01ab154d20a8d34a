import { sql } from 'drizzle-orm'
import { foreignKey, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { TextByLocale } from '@stoa/core/languages'
import { id, ref, time } from '@stoa/core/data'
import { audiences } from './content.ts'

/** Groups whose members alone read it, below staff. Only `groups` as audience looks at them. */
export const readerGroupIds = () =>
  ref()
    .array()
    .notNull()
    .default(sql`'{}'`)

/** Sections of the help centre nest one level: a section with a parent has no children. */
export const articleSections = pgTable(
  'article_sections',
  {
    id: id(),
    slug: text().notNull(),
    parentId: ref(),
    position: integer().notNull(),
    icon: text().notNull(),
    names: jsonb().notNull().$type<TextByLocale>(),
    descriptions: jsonb().notNull().$type<TextByLocale>(),
    readers: text({ enum: audiences }).notNull().default('everyone'),
    readerGroups: readerGroupIds(),
    createdAt: time().notNull()
  },
  (t) => [
    uniqueIndex('article_sections_slug').on(t.slug),
    foreignKey({ columns: [t.parentId], foreignColumns: [t.id] })
  ]
)
