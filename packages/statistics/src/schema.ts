import { bigint, date, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { ref } from '@stoa/core/data'

/** What is counted from the rows of other capabilities, and computed again while it can change. */
export const recountedMetrics = [
  'sign_ups',
  'questions',
  /** Questions that have a first answer; `minutes` has its time of each. */
  'first_answers',
  'solved',
  /** Solved by a post of a member or volunteer. */
  'solved_by_members',
  'answers',
  'escalations'
] as const

/**
 * What is counted when it happens. A visitor counts once a day, and once in each category, where
 * those of its sub-categories are included.
 */
export const recordedMetrics = ['visits', 'category_visits', 'searches_without_result'] as const

/**
 * Counts of a day (UTC). Those about questions belong to the day of the question, answers and
 * escalations to their own.
 */
export const dailyCounts = pgTable(
  'daily_counts',
  {
    day: date().notNull(),
    metric: text({ enum: [...recountedMetrics, ...recordedMetrics] }).notNull(),
    /** 0 for what is in no category. No foreign key, so that counts outlive a category. */
    categoryId: ref().notNull().default(0),
    /** Of the thread, or of the reader; empty if it is unknown. */
    language: text().notNull().default(''),
    value: bigint({ mode: 'number' }).notNull(),
    /** Minutes of each first answer, so that the median of any period is the true one. */
    minutes: integer().array()
  },
  (t) => [primaryKey({ columns: [t.day, t.metric, t.categoryId, t.language] })]
)

/** Visitors of a day, so that each counts once on all nodes together. Deleted when the day is over. */
export const dailyVisitors = pgTable(
  'daily_visitors',
  {
    day: date().notNull(),
    /** 0 for the whole forum. */
    categoryId: ref().notNull(),
    /** Hash of network and kind of browser with the salt of the day. */
    person: text().notNull()
  },
  (t) => [primaryKey({ columns: [t.day, t.categoryId, t.person] })]
)

/** The salt of a day, which all nodes use. Deleted when the day is over. */
export const visitSalts = pgTable('visit_salts', {
  day: date().primaryKey(),
  salt: text().notNull()
})
