import { sql } from 'drizzle-orm'
import { customType, index, pgTable, text } from 'drizzle-orm/pg-core'
import { ref, time } from '@stoa/core'
import { posts, threads } from '@stoa/threads/schema'

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })

/** One row a post; what the actor may see is decided at reading, never by this table. */
export const searchDocuments = pgTable(
  'search_documents',
  {
    postId: ref()
      .primaryKey()
      .references(() => posts.id),
    threadId: ref()
      .notNull()
      .references(() => threads.id),
    /** Weight A: the title (number 1 only); B: the body. Tokens are made in Node. */
    vector: tsvector().notNull(),
    /** The title alone, on number 1: suggestions, similar threads and `in:title` read it. */
    titleVector: tsvector(),
    /** Plain text that snippets are cut from. */
    text: text().notNull(),
    indexedAt: time().notNull()
  },
  (t) => [
    index('search_documents_vector').using('gin', t.vector),
    index('search_documents_title')
      .using('gin', t.titleVector)
      .where(sql`title_vector is not null`)
  ]
)
