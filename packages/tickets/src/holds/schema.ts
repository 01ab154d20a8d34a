import { sql } from 'drizzle-orm'
import { index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { users } from '@stoa/accounts/tables'
import { belongsTo, id, ref, time } from '@stoa/core/data'
import { tickets } from '../schema/tickets.ts'

/**
 * Proposals to keep all details of a ticket until a day, and to end that early. A second agent
 * decides each. What holds stands on the ticket as `heldUntil`, where the cleaner locks it.
 */
export const ticketHolds = pgTable(
  'ticket_holds',
  {
    /** The revision that a second agent approves. */
    id: id(),
    ticketId: belongsTo(() => tickets.id),
    /** Null: the hold ends early. */
    until: time(),
    reason: text().notNull(),
    proposedById: belongsTo(() => users.id),
    proposedAt: time().notNull(),
    outcome: text({ enum: ['approved', 'refused', 'replaced'] }),
    decidedById: ref().references(() => users.id),
    decidedAt: time()
  },
  (t) => [
    uniqueIndex('ticket_holds_waiting')
      .on(t.ticketId)
      .where(sql`decided_at is null`),
    index('ticket_holds_ticket').on(t.ticketId, t.id)
  ]
)
