import { sql } from 'drizzle-orm'
import { boolean, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { Locale } from '@stoa/core'
import { belongsTo, id, time } from '@stoa/core/data'
import { users } from '@stoa/accounts/tables'
import { tickets } from '../schema/tickets.ts'

/** The question whether a resolution solved the problem, one per resolution. */
export const satisfactionSurveys = pgTable(
  'satisfaction_surveys',
  {
    id: id(),
    ticketId: belongsTo(() => tickets.id),
    /** Who resolved the ticket, and its topic and language then. */
    agentId: belongsTo(() => users.id),
    topic: text().notNull(),
    language: text().$type<Locale>().notNull(),
    /** Time of the resolution. */
    createdAt: time().notNull(),
    /** The mailed token is derived from the seed by a key that the database does not have. */
    seed: text().notNull(),
    hash: text().notNull(),
    /** Until then it can be answered; earlier if the ticket was reopened. */
    expiresAt: time().notNull(),
    answeredAt: time(),
    solved: boolean(),
    /** The last answer of the week after the resolution, which statistics count. */
    counted: boolean(),
    comment: text()
  },
  (t) => [
    index('satisfaction_surveys_ticket').on(t.ticketId, t.id),
    uniqueIndex('satisfaction_surveys_hash').on(t.hash),
    index('satisfaction_surveys_counted')
      .on(t.createdAt)
      .where(sql`counted is not null`)
  ]
)
