import { sql } from 'drizzle-orm'
import { boolean, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { belongsTo, id, ref, time } from '@stoa/core/data'
import type { Locale } from '@stoa/core'
import { users } from '@stoa/accounts/tables'
import { tickets } from '../schema/tickets.ts'

export const ticketHistory = pgTable(
  'ticket_history',
  {
    id: id(),
    ticketId: belongsTo(() => tickets.id),
    kind: text({
      enum: [
        'opened',
        'state',
        'assigned',
        'priority',
        'topic',
        'reopened',
        'declined',
        'merged',
        'linked',
        'unlinked',
        /** The linked announcement changed. */
        'announcement',
        'hold_proposed',
        'hold_refused',
        /** Placed or extended until a day. */
        'held',
        'hold_lifted',
        'hold_ended',
        'tagged',
        'untagged',
        /** A rule sent the automatic answer, or could not. */
        'auto_answered',
        'auto_answer_failed',
        /** A rule announced to the requester that the ticket will be closed. */
        'notice_sent',
        /** A rule asked for the attention of the lead. */
        'flagged'
      ]
    }).notNull(),
    /**
     * The new state, priority or topic; the new assignee's user id; the number of a merged ticket;
     * the id of an announcement; the time until which a hold stands; a tag.
     */
    detail: text(),
    /** Name that the rule had when it acted; null for acts of people and timers. */
    rule: text(),
    actorId: ref().notNull(),
    createdAt: time().notNull()
  },
  (t) => [
    index('ticket_history_ticket').on(t.ticketId, t.id),
    index('ticket_history_ends')
      .on(t.createdAt)
      .where(sql`kind = 'reopened' or (kind = 'state' and detail = 'resolved')`)
  ]
)

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
