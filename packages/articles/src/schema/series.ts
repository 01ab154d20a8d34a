import { jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { TextByLocale } from '@stoa/core/languages'
import { id, time } from '@stoa/core/data'

/** Articles that are read one after the other. Their places in it are `articles.part`. */
export const articleSeries = pgTable(
  'article_series',
  {
    id: id(),
    slug: text().notNull(),
    names: jsonb().notNull().$type<TextByLocale>(),
    descriptions: jsonb().notNull().$type<TextByLocale>(),
    createdAt: time().notNull()
  },
  (t) => [uniqueIndex('article_series_slug').on(t.slug)]
)
