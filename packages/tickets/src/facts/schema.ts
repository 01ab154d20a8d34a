import { pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { belongsTo, time } from '@stoa/core/data'
import { factKeys, type FactKey } from '../topics/forms.ts'
import { tickets } from '../schema/tickets.ts'

/** Facts entered by the requester, each encrypted for its ticket and key. */
export const ticketFacts = pgTable(
  'ticket_facts',
  {
    ticketId: belongsTo(() => tickets.id),
    key: text({ enum: factKeys as [FactKey, ...FactKey[]] }).notNull(),
    /** AES-256-GCM, see `facts.ts`. */
    sealed: text().notNull(),
    updatedAt: time().notNull()
  },
  (t) => [primaryKey({ columns: [t.ticketId, t.key] })]
)
