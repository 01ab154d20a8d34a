import { pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { belongsTo } from '@stoa/core/data'
import { articles } from './articles.ts'

/** The files of imported and exported articles, so that an unchanged one is recognised. */
export const articleFiles = pgTable(
  'article_files',
  {
    articleId: belongsTo(() => articles.id),
    /** From the folder on top, with `/`. */
    path: text().notNull(),
    /** SHA-256 in hex: of a text with the ids of what it shows; of any other file, of its bytes. */
    hash: text().notNull(),
    /** Null for a text. */
    uploadId: text()
  },
  (t) => [primaryKey({ columns: [t.articleId, t.path] })]
)
