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
import { belongsTo, id, type Locale, locales, ref, time } from '@stoa/core'
import { users } from '@stoa/accounts/tables'
import { posts, threads } from '@stoa/threads/tables'
import { factKeys, type FactKey } from './topics/forms.ts'
import { outcomes, priorities, ticketStates } from './lifecycle/states.ts'

const userId = () => belongsTo(() => users.id)

type Ordered = Record<
  'id' | 'topic' | 'requesterId' | 'assigneeId' | 'dueAt' | 'pausedAt',
  ExtraConfigColumn
>

/** Indexes for the order by deadline, of all open tickets and of each view. */
const orders = (t: Ordered) => [
  // Includes topic and requester, so that overdue tickets are counted from the index alone.
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

/** A ticket belongs to its requester, even if the thread's author changes. */
export const tickets = pgTable(
  'tickets',
  {
    id: id(),
    /** Random, see `numbers.ts`. The only identifier shown outside the database. */
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
    language: text({ enum: locales }).notNull(),
    state: text({ enum: ticketStates }).notNull().default('new'),
    outcome: text({ enum: outcomes }),
    priority: text({ enum: priorities }).notNull().default('normal'),
    assigneeId: ref().references(() => users.id),
    createdAt: time().notNull(),
    /** Time since which the thread shows this public state. */
    publicSince: time().notNull(),
    /** Time of the last message or change, for the order of lists. */
    changedAt: time().notNull(),
    /** Time at which the requester took part; from then on they cannot decline. */
    confirmedAt: time(),
    firstAnsweredAt: time(),
    resolvedAt: time(),
    closedAt: time(),
    /** Ticket that this one was merged into. */
    mergedIntoId: ref().references((): AnyPgColumn => tickets.id),
    /** Linked incident or maintenance; see the ports. */
    announcementId: ref(),
    /** Hidden from the desk's queues until then. */
    snoozedUntil: time(),
    /** Deadlines for the first answer and the resolution, in business hours; see `due.ts`. */
    firstDueAt: time().notNull(),
    resolveDueAt: time().notNull(),
    /** The next one of both deadlines. */
    dueAt: time().notNull(),
    /** Time at which the clock was paused: it is the requester's turn, or the ticket has ended. */
    pausedAt: time(),
    /** Earlier pauses in milliseconds of business hours. */
    pausedFor: bigint({ mode: 'number' }).notNull().default(0),
    /** Time of the next alert that the ticket is nearly due or overdue; null if there is none. */
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
    ticketId: belongsTo(() => tickets.id),
    authorId: userId(),
    /** Role in which the author wrote. */
    side: text({ enum: sides }).notNull(),
    /** `staff`: an internal note, never shown to the requester. */
    audience: text({ enum: ['requester', 'staff'] }).notNull(),
    body: text().notNull(),
    html: text().notNull(),
    rendererVersion: integer().notNull(),
    createdAt: time().notNull(),
    /** The requester sees it from then on; its author can recall it until then. */
    sentAt: time().notNull(),
    /** Time at which the requester was notified. */
    notifiedAt: time()
  },
  (t) => [
    index('ticket_messages_ticket').on(t.ticketId, t.id),
    index('ticket_messages_unnotified')
      .on(t.sentAt)
      .where(sql`notified_at is null`)
  ]
)

/** Posts that the ticket started with, by revision. Their text is not copied. */
export const ticketCopies = pgTable(
  'ticket_copies',
  {
    ticketId: belongsTo(() => tickets.id),
    postId: belongsTo(() => posts.id),
    /** Number of revisions that the post had. */
    revision: integer().notNull()
  },
  (t) => [primaryKey({ columns: [t.ticketId, t.postId] })]
)

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
        'announcement'
      ]
    }).notNull(),
    /**
     * The new state, priority or topic; the new assignee's user id; the number of a merged ticket;
     * the id of an announcement.
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

/** Agents who have a ticket open at the moment. */
export const ticketViewers = pgTable(
  'ticket_viewers',
  {
    ticketId: belongsTo(() => tickets.id),
    userId: userId(),
    writing: boolean().notNull(),
    seenAt: time().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.ticketId, t.userId] }),
    index('ticket_viewers_user').on(t.userId)
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

/** Saved replies of the desk, in each language. */
export const savedReplies = pgTable('saved_replies', {
  id: id(),
  name: text().notNull(),
  /** Null: for all topics. */
  topic: text(),
  body: jsonb().notNull().$type<Partial<Record<Locale, string>>>(),
  createdById: userId(),
  createdAt: time().notNull()
})

/** Proposed and published public answers of resolved tickets. */
export const ticketAnswers = pgTable(
  'ticket_answers',
  {
    id: id(),
    ticketId: belongsTo(() => tickets.id),
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
