import {
  boolean,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex
} from 'drizzle-orm/pg-core'
import type { Locale } from '@stoa/core'
import { belongsTo, id, ref, time } from '@stoa/core/data'
import { users } from '@stoa/accounts/tables'
import { articles } from './articles.ts'

/**
 * What is counted of an article. `asking`: opened from a page where somebody was asking; `tickets`:
 * tickets that were opened after it.
 */
export const uses = ['views', 'search', 'asking', 'tickets'] as const
export type Use = (typeof uses)[number]

/** Why an article did not help. */
export const reasons = ['wrong', 'outdated', 'unclear', 'not_found'] as const
export type Reason = (typeof reasons)[number]

const language = () => text().notNull().$type<Locale>()
const counted = () => integer().notNull().default(0)

/** Uses of a translation on a day (UTC). */
export const articleDays = pgTable(
  'article_days',
  {
    articleId: belongsTo(() => articles.id),
    language: language(),
    day: date().notNull(),
    ...{ views: counted(), search: counted(), asking: counted(), tickets: counted() }
  },
  (t) => [
    primaryKey({ columns: [t.articleId, t.language, t.day] }),
    index('article_days_day').on(t.day, t.articleId)
  ]
)

/**
 * Searches from which articles were opened, by week (UTC). Until enough readers came by the same
 * words, `term` is their keyed hash; then there is also a row with the words, and the hash as
 * `person`. The hash of a person changes weekly.
 */
export const articleSearches = pgTable(
  'article_searches',
  {
    articleId: belongsTo(() => articles.id),
    week: date().notNull(),
    term: text().notNull(),
    person: text().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.articleId, t.week, t.term, t.person] }),
    index('article_searches_week').on(t.week)
  ]
)

/** Accounts that opened a ticket after an article on a day, as keyed hashes: each counts once. */
export const articleTicketReaders = pgTable(
  'article_ticket_readers',
  {
    articleId: belongsTo(() => articles.id),
    language: language(),
    day: date().notNull(),
    person: text().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.articleId, t.language, t.day, t.person] }),
    index('article_ticket_readers_day').on(t.day)
  ]
)

/** Answers to "Did this help?". Never shown to readers. */
export const articleFeedback = pgTable(
  'article_feedback',
  {
    id: id(),
    articleId: belongsTo(() => articles.id),
    language: language(),
    /** The public version that was read. */
    revision: integer().notNull(),
    day: date().notNull(),
    /** Keyed hash of an account or a browser on this day, so that each answers once. */
    person: text().notNull(),
    helped: boolean().notNull(),
    /** Given on a page where somebody was asking. */
    whileAsking: boolean().notNull().default(false),
    reason: text({ enum: reasons }),
    words: text(),
    createdAt: time().notNull(),
    /** Its owner has dealt with the words. */
    doneAt: time(),
    doneById: ref().references(() => users.id)
  },
  (t) => [
    uniqueIndex('article_feedback_once').on(t.articleId, t.language, t.day, t.person),
    index('article_feedback_recent').on(t.articleId, t.createdAt),
    index('article_feedback_day').on(t.day)
  ]
)
