import { sql } from 'drizzle-orm'
import {
  bigint,
  index,
  integer,
  pgTable,
  text,
  uniqueIndex,
  type AnyPgColumn
} from 'drizzle-orm/pg-core'
import type { Locale } from '@stoa/core'
import { belongsTo, id, ref, time } from '@stoa/core/data'
import { users } from '@stoa/accounts/tables'
import { threads } from '@stoa/threads/tables'
import { detailsPeriods, outcomes, priorities, ticketStates } from '../lifecycle/states.ts'
import { chosenOrders, orders } from './queue-indexes.ts'

const userId = () => belongsTo(() => users.id)

/** A ticket belongs to its requester, even if the thread's author changes. */
export const tickets = pgTable(
  'tickets',
  {
    id: id(),
    /** Random, see `newNumber`. The only identifier shown outside the database. */
    number: text().notNull(),
    requesterId: userId(),
    /**
     * The requester, or the moderator or staff member who escalated for them. Null if nobody was
     * signed in: a mailed code was enough to open it, and is enough to read it.
     */
    openedById: ref().references(() => users.id),
    threadId: ref().references(() => threads.id),
    /** Key of one of `desk_topics`. */
    topic: text().notNull(),
    /** Null if the thread's title serves as subject. */
    subject: text(),
    language: text().$type<Locale>().notNull(),
    state: text({ enum: ticketStates }).notNull().default('new'),
    outcome: text({ enum: outcomes }),
    priority: text({ enum: priorities }).notNull().default('normal'),
    assigneeId: ref().references(() => users.id),
    createdAt: time().notNull(),
    /** Time since which the thread shows this public state. */
    publicSince: time().notNull(),
    /** Set by the desk, and never shown to the requester. */
    tags: text().array().notNull().default([]),
    /** Time of the last message or change, for the order of lists. */
    changedAt: time().notNull(),
    /** Time at which the requester took part; from then on they cannot decline. */
    confirmedAt: time(),
    firstAnsweredAt: time(),
    /** Time of the latest answer or resolution that its requester got. */
    lastAnsweredAt: time(),
    resolvedAt: time(),
    closedAt: time(),
    /** Times at which a rule answered and closed it; each happens once. */
    autoAnsweredAt: time(),
    autoClosedAt: time(),
    /** Ticket that this one was merged into. */
    mergedIntoId: ref().references((): AnyPgColumn => tickets.id),
    /** Linked incident or maintenance; see the ports. */
    announcementId: ref(),
    /** Hidden from the desk's queues until then. */
    snoozedUntil: time(),
    /** Since when the desk has to follow up, because its requester called it unsolved. */
    followUpSince: time(),
    /** Deadlines for the first answer and the resolution, in business hours; see `due.ts`. */
    firstDueAt: time().notNull(),
    resolveDueAt: time().notNull(),
    /** The next one of both deadlines. */
    dueAt: time().notNull(),
    /** Time at which the clock was paused: it is the requester's turn, or the ticket has ended. */
    pausedAt: time(),
    /** Since when it waits for its requester; null if it does not. A merge begins the time anew. */
    waitingSince: time(),
    /** Earlier pauses in milliseconds of business hours. */
    pausedFor: bigint({ mode: 'number' }).notNull().default(0),
    /** Time of the next alert that the ticket is nearly due or overdue; null if there is none. */
    alertAt: time(),
    /** The period that its details are kept for, by its topic when it was closed. */
    retentionPeriod: text({ enum: detailsPeriods }),
    /** Time from which that period counts. Null if it is open, or nothing is left to remove. */
    retainedFrom: time(),
    /** When its details were removed, and the days after which. */
    detailsRemovedAt: time(),
    detailsRemovedAfter: integer(),
    /** Until then nothing of it is removed; see `holds`. */
    heldUntil: time()
  },
  (t) => [
    ...orders(t),
    ...chosenOrders(t),
    uniqueIndex('tickets_number').on(t.number),
    uniqueIndex('tickets_open_once')
      .on(t.threadId, t.requesterId)
      .where(sql`thread_id is not null and state not in ('resolved', 'closed')`),
    index('tickets_created').on(t.topic, t.createdAt),
    index('tickets_resolved_at')
      .on(t.topic, t.resolvedAt)
      .where(sql`resolved_at is not null`),
    index('tickets_requester').on(t.requesterId, t.id),
    index('tickets_thread').on(t.threadId),
    index('tickets_tags').using('gin', t.tags),
    index('tickets_ended')
      .on(t.changedAt, t.id)
      .where(sql`state in ('resolved', 'closed')`),
    index('tickets_follow_up')
      .on(t.changedAt, t.id)
      .where(sql`follow_up_since is not null`),
    index('tickets_resolved')
      .on(t.resolvedAt)
      .where(sql`state = 'resolved'`),
    index('tickets_merged')
      .on(t.mergedIntoId)
      .where(sql`merged_into_id is not null`),
    index('tickets_retained')
      .on(t.retentionPeriod, t.retainedFrom, t.id)
      .where(sql`retained_from is not null`),
    index('tickets_held')
      .on(t.heldUntil)
      .where(sql`held_until is not null`),
    index('tickets_announcement').on(t.announcementId, t.id),
    index('tickets_alert')
      .on(t.alertAt)
      .where(sql`alert_at is not null`),
    index('tickets_answered')
      .on(t.topic, t.firstAnsweredAt)
      .where(sql`first_answered_at is not null`)
  ]
)
