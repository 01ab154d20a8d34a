import { isNotNull } from 'drizzle-orm'
import { index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { belongsTo, time } from '@stoa/core/data'
import { tickets } from '../schema/tickets.ts'

/** Facts entered by the requester, each encrypted for its ticket and key. */
export const ticketFacts = pgTable(
  'ticket_facts',
  {
    ticketId: belongsTo(() => tickets.id),
    key: text().notNull(),
    /** AES-256-GCM, see `stored-facts.ts`. */
    sealed: text().notNull(),
    /** HMAC of what is long enough to be looked up, see `lookup.ts`. */
    lookup: text(),
    updatedAt: time().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.ticketId, t.key] }),
    index('ticket_facts_lookup').on(t.lookup).where(isNotNull(t.lookup))
  ]
)
