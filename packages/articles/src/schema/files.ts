import { pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { belongsTo } from '@stoa/core/data'
import { articles } from './articles.ts'

/**
 * The files of imported and exported articles, so that an unchanged one is recognised. Texts from
 * before a redaction have none until the next export.
 */
export const articleFiles = pgTable(
  'article_files',
  {
    articleId: belongsTo(() => articles.id),
    /** From the folder on top, with `/`. `#` and a SHA-256 if it was made of redacted words. */
    path: text().notNull(),
    /**
     * SHA-256 in hex: of a text with the ids of what it shows; of any other file, of its bytes. Empty
     * for a text that was exported and never imported.
     */
    hash: text().notNull(),
    /** Null for a text. */
    uploadId: text()
  },
  (t) => [primaryKey({ columns: [t.articleId, t.path] })]
)
