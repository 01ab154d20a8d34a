import { sql } from 'drizzle-orm'
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex
} from 'drizzle-orm/pg-core'
import type { Locale } from '@stoa/core'
import type { TextByLocale } from '@stoa/core/languages'
import { belongsTo, id, ref, time } from '@stoa/core/data'
import { users } from '@stoa/accounts/tables'
import { tickets } from '../schema/tickets.ts'
import type { Outcome, Priority, TicketState } from '../lifecycle/states.ts'

/** The filter of a saved view. */
export type SavedFilter = {
  view: 'unassigned' | 'mine' | 'overdue' | 'waiting' | 'snoozed' | 'follow_up' | 'all' | 'ended'
  sort: 'due' | 'age' | 'answer' | 'priority'
  topic?: string
  language?: Locale
  priority?: Priority
  tag?: string
}

/** Fields of a ticket that an agent changes and can put back. */
export type Filed = {
  state: TicketState
  outcome: Outcome | null
  priority: Priority
  topic: string
  assigneeId: number | null
  snoozedUntil: string | null
  tags: string[]
}

/** What an act changed of a ticket; fields that it left are omitted. */
export type TicketDifference = {
  number: string
  before: Partial<Filed>
  after: Partial<Filed>
  /** A reply that is recalled by an undo. */
  messageId?: number
}

const userId = () => belongsTo(() => users.id)

/** Pairs of tickets linked by the desk; `ticketId` is the older one. */
export const ticketLinks = pgTable(
  'ticket_links',
  {
    ticketId: belongsTo(() => tickets.id),
    otherId: belongsTo(() => tickets.id),
    createdById: userId(),
    createdAt: time().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.ticketId, t.otherId] }),
    index('ticket_links_other').on(t.otherId)
  ]
)

/** Numbers that agents answer under, in place of their names. */
export const deskAgents = pgTable(
  'desk_agents',
  {
    userId: ref()
      .primaryKey()
      .references(() => users.id),
    number: integer().notNull(),
    createdAt: time().notNull()
  },
  (t) => [uniqueIndex('desk_agents_number').on(t.number)]
)

/** Filters of the queue that an agent saved under a name. Each reader sees what they answer. */
export const deskSavedViews = pgTable(
  'desk_views',
  {
    id: id(),
    ownerId: userId(),
    name: text().notNull(),
    /** Whether all agents see it. */
    shared: boolean().notNull(),
    filter: jsonb().notNull().$type<SavedFilter>(),
    createdAt: time().notNull()
  },
  (t) => [
    index('desk_views_owner').on(t.ownerId),
    index('desk_views_shared')
      .on(t.id)
      .where(sql`shared`)
  ]
)

/** What an agent changed by one act, for as long as it can be undone. */
export const deskActs = pgTable(
  'desk_acts',
  {
    id: id(),
    actorId: userId(),
    createdAt: time().notNull(),
    undoneAt: time(),
    changes: jsonb().notNull().$type<TicketDifference[]>()
  },
  (t) => [index('desk_acts_actor').on(t.actorId, t.createdAt)]
)

/** Saved replies of the desk, in each language. */
export const savedReplies = pgTable('saved_replies', {
  id: id(),
  names: jsonb().notNull().$type<TextByLocale>(),
  /** Null: for all topics. */
  topic: text(),
  body: jsonb().notNull().$type<TextByLocale>(),
  createdById: userId(),
  createdAt: time().notNull()
})
