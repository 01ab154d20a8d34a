import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { Locale } from '@stoa/core'
import { belongsTo, id, ref, time } from '@stoa/core/data'
import { users } from '@stoa/accounts/tables'
import { articles } from './articles.ts'
import { states, type Content, type Heading } from './content.ts'

const articleId = () => belongsTo(() => articles.id)
const userId = () => ref().references(() => users.id)

/**
 * An article in one language, with the words of its public version; before publication, of its
 * newest one. All versions are in `article_revisions`.
 */
export const articleTranslations = pgTable(
  'article_translations',
  {
    articleId: articleId(),
    language: text().notNull().$type<Locale>(),
    /** Who began it. */
    authorId: userId().notNull(),
    state: text({ enum: states }).notNull().default('draft'),
    /** Numbers of the newest and the public version; 0 if there is none. */
    revision: integer().notNull().default(1),
    publicRevision: integer().notNull().default(0),
    /** Number of the version of the original that it translates; null for the original. */
    basedOn: integer(),
    /** When a scheduled version becomes public. */
    publishAt: time(),
    publishedAt: time(),
    /** Time of the last change that readers see; before publication, that writers see. */
    changedAt: time().notNull(),
    slug: text().notNull(),
    title: text().notNull(),
    summary: text().notNull(),
    html: text().notNull(),
    headings: jsonb().notNull().$type<Heading[]>(),
    /** Minutes that reading takes. */
    minutes: integer().notNull(),
    rendererVersion: integer().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.articleId, t.language] }),
    index('article_translations_author').on(t.authorId),
    index('article_translations_latest')
      .on(t.publishedAt, t.articleId)
      .where(sql`public_revision > 0`),
    index('article_translations_work')
      .on(t.changedAt, t.articleId)
      .where(sql`state <> 'published'`),
    index('article_translations_due')
      .on(t.publishAt)
      .where(sql`state = 'scheduled'`)
  ]
)

/** Present and earlier slugs. An earlier one leads to the present one. */
export const articleSlugs = pgTable(
  'article_slugs',
  {
    slug: text().primaryKey(),
    articleId: articleId(),
    language: text().notNull().$type<Locale>(),
    createdAt: time().notNull()
  },
  (t) => [index('article_slugs_article').on(t.articleId, t.language)]
)

/** All saved versions. */
export const articleRevisions = pgTable(
  'article_revisions',
  {
    id: id(),
    articleId: articleId(),
    language: text().notNull().$type<Locale>(),
    number: integer().notNull(),
    content: jsonb().notNull().$type<Content>(),
    editorId: userId().notNull(),
    /** What has changed, for readers. */
    note: text(),
    basedOn: integer(),
    createdAt: time().notNull(),
    /** Null if the version was never public. */
    publishedAt: time(),
    /** Since then the history shows its words to those alone who publish articles. */
    withdrawnAt: time(),
    /** Why; for those who publish. */
    withdrawnReason: text()
  },
  (t) => [
    uniqueIndex('article_revisions_number').on(t.articleId, t.language, t.number),
    index('article_revisions_editor').on(t.editorId)
  ]
)
