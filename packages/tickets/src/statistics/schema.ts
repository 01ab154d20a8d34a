import { sql } from 'drizzle-orm'
import { index, integer, numeric, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { time } from '@stoa/core/data'

const number = () => integer().notNull()
/** Distribution of times, encoded in one number; see `steps.ts`. */
const times = () => numeric().notNull()

/** All columns can be added up. */
const sums = {
  /** Tickets opened in that time; merged ones are not counted. */
  fromThreads: number(),
  direct: number(),
  /** Tickets opened in that time that are still open. */
  open: number(),
  /** First answers given in that time, how many were late, and how long they took. */
  answers: number(),
  lateAnswers: number(),
  answerTimes: times(),
  /** Resolutions in that time, how many were late, and how long they took. */
  resolutions: number(),
  lateResolutions: number(),
  resolutionTimes: times(),
  /** Number of resolutions and of reopenings. */
  resolved: number(),
  reopened: number()
}

/**
 * Sums of a day (UTC) and topic, so that statistics of a month read no single tickets.
 * `day-sums.ts` computes them from the tickets; `desk_days_touched` names the outdated ones.
 */
export const deskDays = pgTable(
  'desk_days',
  {
    /** Start of the day. */
    day: time().notNull(),
    topic: text().notNull(),
    ...sums
  },
  (t) => [
    primaryKey({ columns: [t.day, t.topic] }),
    index('desk_days_open')
      .on(t.day)
      .where(sql`open > 0`)
  ]
)

/** Sums of the days of a month, so that statistics of a year read few rows. */
export const deskMonths = pgTable(
  'desk_months',
  { month: time().notNull(), topic: text().notNull(), ...sums },
  (t) => [primaryKey({ columns: [t.month, t.topic] })]
)

/**
 * Days that have changed after they were summed. Triggers on tickets and their history insert rows,
 * so that no change is missed; one row per change, so that writers do not block each other.
 */
export const deskDaysTouched = pgTable('desk_days_touched', {
  day: time().notNull(),
  topic: text().notNull()
})
