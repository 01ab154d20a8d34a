import { sql } from 'drizzle-orm'
import { index, integer, numeric, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { time } from '@stoa/core'

const number = () => integer().notNull()
/** How many took how long, in one number; see `steps.ts`. */
const times = () => numeric().notNull()

/** All of them can be added up. */
const sums = {
  /** Opened in that time; those that were merged into others count there. */
  fromThreads: number(),
  direct: number(),
  /** Opened in that time, and not ended until now. */
  open: number(),
  /** First answers of that time, how many came too late, and how long they took. */
  answers: number(),
  lateAnswers: number(),
  answerTimes: times(),
  /** The same of the ends. */
  resolutions: number(),
  lateResolutions: number(),
  resolutionTimes: times(),
  /** How often tickets were resolved, and opened again. */
  resolved: number(),
  reopened: number()
}

/**
 * What a day (UTC) of a topic comes to, so that figures of a month read no single tickets. Made from the
 * tickets by `day-sums.ts`; what `desk_days_touched` names is not what the tickets say any more.
 */
export const deskDays = pgTable(
  'desk_days',
  {
    /** When it began. */
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

/** What the days of a month come to, so that figures of a year read few of them. */
export const deskMonths = pgTable(
  'desk_months',
  { month: time().notNull(), topic: text().notNull(), ...sums },
  (t) => [primaryKey({ columns: [t.month, t.topic] })]
)

/**
 * Days of which something changed after they were summed. Triggers on the tickets and their history
 * add to it, so that no change can forget it; a row a change, so that nobody waits for anybody.
 */
export const deskDaysTouched = pgTable('desk_days_touched', {
  day: time().notNull(),
  topic: text().notNull()
})
