import { sql } from 'drizzle-orm'
import { index, pgTable, text } from 'drizzle-orm/pg-core'
import { belongsTo, id, ref, time } from '@stoa/core/data'
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
