import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  type AnyPgColumn,
  type ExtraConfigColumn
} from 'drizzle-orm/pg-core'
import { id, locales, ref, time, type Locale } from '@stoa/core'
import { users } from '@stoa/accounts/schema'
import { posts, threads } from '@stoa/threads/schema'
import { factKeys, type FactKey } from './topics/forms.ts'
import { outcomes, priorities, ticketStates } from './states.ts'

const userId = () =>
  ref()
    .notNull()
    .references(() => users.id)

type Ordered = Record<
  'id' | 'topic' | 'requesterId' | 'assigneeId' | 'dueAt' | 'pausedAt',
  ExtraConfigColumn
>

/** What is due first, of all that has not ended and of each view. */
const orders = (t: Ordered) => [
  // With what tells whose they are, so that counting what is overdue reads no ticket.
  index('tickets_open')
    .on(sql`(paused_at is not null)`, t.dueAt, t.id, t.topic, t.requesterId, t.pausedAt)
    .where(sql`state not in ('resolved', 'closed')`),
  index('tickets_assignee')
    .on(t.assigneeId, sql`(paused_at is not null)`, t.dueAt, t.id)
    .where(sql`state not in ('resolved', 'closed')`),
  index('tickets_waiting')
    .on(sql`(paused_at is not null)`, t.dueAt, t.id)
    .where(sql`state like 'waiting%'`),
  index('tickets_place')
    .on(t.topic, sql`(paused_at is not null)`, t.dueAt, t.id)
    .where(sql`state not in ('resolved', 'closed') and first_answered_at is null`),
  index('tickets_topic')
    .on(t.topic, sql`(paused_at is not null)`, t.dueAt, t.id)
    .where(sql`state not in ('resolved', 'closed')`),
  index('tickets_snoozed')
    .on(sql`(paused_at is not null)`, t.dueAt, t.id)
    .where(sql`state not in ('resolved', 'closed') and snoozed_until is not null`)
]

/** Belongs to a user id, whoever the thread's author is later. */
export const tickets = pgTable(
  'tickets',
  {
    id: id(),
    /** Unguessable, see `numbers.ts`; all that people outside of the database know it by. */
    number: text().notNull(),
    requesterId: userId(),
    /** A moderator or staff where they escalated for the thread's author. */
    openedById: userId(),
    /** Its requester proved to have the address, and no more. */
    byProof: boolean().notNull().default(false),
    threadId: ref().references(() => threads.id),
    /** Key of one of `desk_topics`. */
    topic: text().notNull(),
    /** Null where a thread has the title. */
    subject: text(),
    language: text({ enum: locales }).notNull(),
    state: text({ enum: ticketStates }).notNull().default('new'),
    outcome: text({ enum: outcomes }),
    priority: text({ enum: priorities }).notNull().default('normal'),
    assigneeId: ref().references(() => users.id),
    createdAt: time().notNull(),
    /** Since when the thread shows the state it shows. */
    publicSince: time().notNull(),
    /** The last message or change, for the order of lists. */
    changedAt: time().notNull(),
    /** The requester wrote, or opened it themselves: it cannot be declined any more. */
    confirmedAt: time(),
    firstAnsweredAt: time(),
    resolvedAt: time(),
    closedAt: time(),
    /** The ticket that it is part of. */
    mergedIntoId: ref().references((): AnyPgColumn => tickets.id),
    /** The incident or maintenance that it is about; see the ports. */
    announcementId: ref(),
    /** Out of the desk's queues until then. */
    snoozedUntil: time(),
    /** When the first answer and the end are due, by the hours of the desk; see `due.ts`. */
    firstDueAt: time().notNull(),
    resolveDueAt: time().notNull(),
    /** The one of both that is next. */
    dueAt: time().notNull(),
    /** The clock stands since then: it is the requester's turn, or the ticket has ended. */
    pausedAt: time(),
    /** Milliseconds of the desk's hours that it stood before. */
    pausedFor: bigint({ mode: 'number' }).notNull().default(0),
    /** When the desk is told next that it is soon due, or overdue; null: not any more. */
    alertAt: time()
  },
  (t) => [
    ...orders(t),
    uniqueIndex('tickets_number').on(t.number),
    uniqueIndex('tickets_open_once')
      .on(t.threadId, t.requesterId)
      .where(sql`thread_id is not null and state not in ('resolved', 'closed')`),
    index('tickets_created').on(t.topic, t.createdAt),
    index('tickets_open_created')
      .on(t.createdAt, t.topic, t.requesterId)
      .where(sql`state not in ('resolved', 'closed')`),
    index('tickets_resolved_at')
      .on(t.topic, t.resolvedAt)
      .where(sql`resolved_at is not null`),
    index('tickets_requester').on(t.requesterId, t.id),
    index('tickets_thread').on(t.threadId),
    index('tickets_ended')
      .on(t.changedAt, t.id)
      .where(sql`state in ('resolved', 'closed')`),
    index('tickets_resolved')
      .on(t.resolvedAt)
      .where(sql`state = 'resolved'`),
    index('tickets_merged')
      .on(t.mergedIntoId)
      .where(sql`merged_into_id is not null`),
    index('tickets_announcement').on(t.announcementId, t.id),
    index('tickets_alert')
      .on(t.alertAt)
      .where(sql`alert_at is not null`),
    index('tickets_answered')
      .on(t.topic, t.firstAnsweredAt)
      .where(sql`first_answered_at is not null`)
  ]
)

export const sides = ['requester', 'desk', 'moderator'] as const

export const ticketMessages = pgTable(
  'ticket_messages',
  {
    id: id(),
    ticketId: ref()
      .notNull()
      .references(() => tickets.id),
    authorId: userId(),
    /** As whom they spoke. */
    side: text({ enum: sides }).notNull(),
    /** `staff`: an internal note, which the requester never sees. */
    audience: text({ enum: ['requester', 'staff'] }).notNull(),
    body: text().notNull(),
    html: text().notNull(),
    rendererVersion: integer().notNull(),
    createdAt: time().notNull(),
    /** The requester sees it from then on; until then its author may take it back. */
    sentAt: time().notNull(),
    /** The requester was told. */
    notifiedAt: time()
  },
  (t) => [
    index('ticket_messages_ticket').on(t.ticketId, t.id),
    index('ticket_messages_unnotified')
      .on(t.sentAt)
      .where(sql`notified_at is null`)
  ]
)

/** What the ticket was opened with: which posts, as they stood then. Their text stays where it is. */
export const ticketCopies = pgTable(
  'ticket_copies',
  {
    ticketId: ref()
      .notNull()
      .references(() => tickets.id),
    postId: ref()
      .notNull()
      .references(() => posts.id),
    /** How many revisions the post had. */
    revision: integer().notNull()
  },
  (t) => [primaryKey({ columns: [t.ticketId, t.postId] })]
)

/** What happened to a ticket. */
export const ticketHistory = pgTable(
  'ticket_history',
  {
    id: id(),
    ticketId: ref()
      .notNull()
      .references(() => tickets.id),
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
        /** News of the one that it is tied to. */
        'announcement'
      ]
    }).notNull(),
    /**
     * The new state, priority or topic; the new assignee's user id; the number of a merged ticket; the
     * id of an announcement.
     */
    detail: text(),
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

/** Tickets that the desk sees together; the older one first. */
export const ticketLinks = pgTable(
  'ticket_links',
  {
    ticketId: ref()
      .notNull()
      .references(() => tickets.id),
    otherId: ref()
      .notNull()
      .references(() => tickets.id),
    createdById: userId(),
    createdAt: time().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.ticketId, t.otherId] }),
    index('ticket_links_other').on(t.otherId)
  ]
)

/** Who of the desk has which ticket open at the moment. */
export const ticketViewers = pgTable(
  'ticket_viewers',
  {
    ticketId: ref()
      .notNull()
      .references(() => tickets.id),
    userId: userId(),
    writing: boolean().notNull(),
    seenAt: time().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.ticketId, t.userId] }),
    index('ticket_viewers_user').on(t.userId)
  ]
)

/** Under which number somebody speaks for the desk, in place of their name. */
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

/** Entered by the requester, encrypted for its ticket and key alone. */
export const ticketFacts = pgTable(
  'ticket_facts',
  {
    ticketId: ref()
      .notNull()
      .references(() => tickets.id),
    key: text({ enum: factKeys as [FactKey, ...FactKey[]] }).notNull(),
    /** AES-256-GCM, see `facts.ts`. */
    sealed: text().notNull(),
    updatedAt: time().notNull()
  },
  (t) => [primaryKey({ columns: [t.ticketId, t.key] })]
)

/** Answers that the desk gives often, in each language. */
export const savedReplies = pgTable('saved_replies', {
  id: id(),
  name: text().notNull(),
  /** Null: for every topic. */
  topic: text(),
  body: jsonb().notNull().$type<Partial<Record<Locale, string>>>(),
  createdById: userId(),
  createdAt: time().notNull()
})

/** What may be published of a resolved ticket, and what became of it. */
export const ticketAnswers = pgTable(
  'ticket_answers',
  {
    id: id(),
    ticketId: ref()
      .notNull()
      .references(() => tickets.id),
    authorId: userId(),
    body: text().notNull(),
    state: text({ enum: ['proposed', 'published', 'objected', 'refused'] })
      .notNull()
      .default('proposed'),
    createdAt: time().notNull(),
    /** The requester may object until then. */
    publishAt: time().notNull(),
    postId: ref().references(() => posts.id)
  },
  (t) => [
    index('ticket_answers_ticket').on(t.ticketId, t.id),
    index('ticket_answers_due')
      .on(t.publishAt)
      .where(sql`state = 'proposed'`)
  ]
)

export * from './statistics/schema.ts'
export * from './rules/schema.ts'
export * from './service-levels/schema.ts'
export * from './topics/schema.ts'
