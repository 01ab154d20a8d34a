import { sql } from 'drizzle-orm'
import { customType, date, index, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core'
import { ref, time } from '@stoa/core'
import { posts, threads } from '@stoa/threads/schema'

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })
const transactionId = customType<{ data: string }>({ dataType: () => 'xid8' })

// New rows are found at once, and no search has to read through a list of pending ones.
const immediate = { fastupdate: false }

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
    /** Weight A: the title (number 1 only); B: the body; marks without one. Made in Node. */
    vector: tsvector().notNull(),
    /** The title and marks alone, on number 1: suggestions, similar threads, `in:title` read it. */
    titleVector: tsvector(),
    /** Plain text that snippets are cut from. */
    text: text().notNull(),
    writtenAt: time().notNull(),
    indexedAt: time().notNull(),
    /** How it was made; what is of another format than this version's is made anew. */
    format: smallint().notNull().default(0)
  },
  (t) => [
    index('search_documents_vector').using('gin', t.vector).with(immediate),
    index('search_documents_title')
      .using('gin', t.titleVector)
      .with(immediate)
      .where(sql`title_vector is not null`),
    index('search_documents_written').on(t.writtenAt),
    index('search_documents_format').on(t.format)
  ]
)

/** Words of letters that stood in public posts: what a mistyped one may have meant. */
export const searchWords = pgTable('search_words', { word: text().primaryKey() }, (t) => [
  index('search_words_similar').using('gin', sql`${t.word} gin_trgm_ops`)
])

/** How far a second engine has followed the events, and how far a rebuilding of it has come. */
export const searchFollowers = pgTable('search_followers', {
  engine: text().primaryKey(),
  xid: transactionId().notNull(),
  eventId: ref().notNull(),
  /** The index being built and the last post in it; null while none is. */
  building: text(),
  builtUntil: ref(),
  updatedAt: time().notNull()
})

/** Who found nothing with which words, by week; `person` is a keyed hash that changes weekly. */
export const zeroResultQueries = pgTable(
  'zero_result_queries',
  { week: date().notNull(), term: text().notNull(), person: text().notNull() },
  (t) => [primaryKey({ columns: [t.week, t.term, t.person] })]
)

/**
 * Tickets, in an index of their own that no search of posts reads. Their capability decides who may
 * read which; this one knows no tables of it.
 */
export const searchTickets = pgTable(
  'search_tickets',
  {
    ticketId: ref().primaryKey(),
    /** Its words, and marks of what it can be filtered by; see `ticket-marks.ts`. */
    vector: tsvector().notNull()
  },
  (t) => [index('search_tickets_vector').using('gin', t.vector).with(immediate)]
)
