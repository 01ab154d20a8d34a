import { sql } from 'drizzle-orm'
import { customType, date, index, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core'
import type { Locale } from '@stoa/core'
import { belongsTo, ref, time } from '@stoa/core/data'
import { posts, threads } from '@stoa/threads/tables'

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })
const transactionId = customType<{ data: string }>({ dataType: () => 'xid8' })

// No search has to read a list of pending rows.
const immediate = { fastupdate: false }
// A post has fifty words. Merged with those of others, they cost half; 256 KB of them are read faster
// than can be measured.
const merged = { fastupdate: true, gin_pending_list_limit: 256 }

/** One row per post. Permissions are checked at reading and never depend on this table. */
export const searchDocuments = pgTable(
  'search_documents',
  {
    postId: ref()
      .primaryKey()
      .references(() => posts.id),
    threadId: belongsTo(() => threads.id),
    /** Weight A: the title (number 1 only); B: the body; marks have none. Made in Node. */
    vector: tsvector().notNull(),
    /** For number 1: the title and marks only, for suggestions, similar threads and `in:title`. */
    titleVector: tsvector(),
    /** Plain text for snippets. */
    text: text().notNull(),
    writtenAt: time().notNull(),
    indexedAt: time().notNull(),
    /** Format of the document; documents of an older format are renewed. */
    format: smallint().notNull().default(0)
  },
  (t) => [
    index('search_documents_vector').using('gin', t.vector).with(merged),
    index('search_documents_title')
      .using('gin', t.titleVector)
      .with(immediate)
      .where(sql`title_vector is not null`),
    index('search_documents_written').on(t.writtenAt),
    index('search_documents_format').on(t.format)
  ]
)

/** Words that occur in public posts, as suggestions for mistyped ones. */
export const searchWords = pgTable('search_words', { word: text().primaryKey() }, (t) => [
  index('search_words_similar').using('gin', sql`${t.word} gin_trgm_ops`)
])

/**
 * Positions of other search indexes: how far they have followed events, and how far a build has
 * come.
 */
export const searchFollowers = pgTable('search_followers', {
  engine: text().primaryKey(),
  xid: transactionId().notNull(),
  eventId: ref().notNull(),
  /** The index being built and the last post in it; null if none is being built. */
  building: text(),
  builtUntil: ref(),
  updatedAt: time().notNull()
})

/** Searches without results: words by week; `person` is a keyed hash that changes weekly. */
export const zeroResultQueries = pgTable(
  'zero_result_queries',
  { week: date().notNull(), term: text().notNull(), person: text().notNull() },
  (t) => [primaryKey({ columns: [t.week, t.term, t.person] })]
)

/**
 * Documents of tickets, in an index that no search of posts reads. The tickets package decides who
 * may read which; this package does not know its tables.
 */
export const searchTickets = pgTable(
  'search_tickets',
  {
    ticketId: ref().primaryKey(),
    /** Words of the ticket and marks for filters; see `ticket-marks.ts`. */
    vector: tsvector().notNull()
  },
  (t) => [index('search_tickets_vector').using('gin', t.vector).with(immediate)]
)

/**
 * Documents of public articles, one for each language. The articles package decides who may read
 * which; this package does not know its tables.
 */
export const searchArticles = pgTable(
  'search_articles',
  {
    articleId: ref().notNull(),
    language: text().notNull().$type<Locale>(),
    /** Weight A: title, tags and summary; B: the text. */
    vector: tsvector().notNull(),
    /** The title only, for suggestions and `in:title`. */
    titleVector: tsvector().notNull(),
    /** Plain text for snippets. */
    text: text().notNull(),
    indexedAt: time().notNull(),
    /** Format of the document; documents of an older format are renewed. */
    format: smallint().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.articleId, t.language] }),
    index('search_articles_vector').using('gin', t.vector).with(immediate),
    index('search_articles_title').using('gin', t.titleVector).with(immediate)
  ]
)
