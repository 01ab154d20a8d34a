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
