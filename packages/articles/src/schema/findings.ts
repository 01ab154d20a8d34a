import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { Locale } from '@stoa/core'
import { belongsTo, time } from '@stoa/core/data'
import { articles } from './articles.ts'

/**
 * What is wrong with a public text. `dead_link`: leads to nothing that its readers may see;
 * `not_official`: to a host that was official when the text was published; `undescribed`: a picture
 * without a description; `announcement_over`: names an announcement that ended or was withdrawn.
 */
export const findingKinds = [
  'dead_link',
  'not_official',
  'undescribed',
  'announcement_over'
] as const
export type FindingKind = (typeof findingKinds)[number]

/** What the nightly check has found. */
export const articleFindings = pgTable(
  'article_findings',
  {
    articleId: belongsTo(() => articles.id),
    language: text().notNull().$type<Locale>(),
    kind: text({ enum: findingKinds }).notNull(),
    /** The address in the text. */
    target: text().notNull(),
    /** The public version that was checked. */
    revision: integer().notNull(),
    foundAt: time().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.articleId, t.language, t.kind, t.target] }),
    index('article_findings_latest').on(t.foundAt, t.articleId)
  ]
)
