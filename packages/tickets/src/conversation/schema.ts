import { isNotNull, sql } from 'drizzle-orm'
import {
  boolean,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex
} from 'drizzle-orm/pg-core'
import { belongsTo, id, ref, time } from '@stoa/core/data'
import { users } from '@stoa/accounts/tables'
import { posts } from '@stoa/threads/tables'
import { nextStates } from '../lifecycle/states.ts'
import { tickets } from '../schema/tickets.ts'

const userId = () => belongsTo(() => users.id)

export const sides = ['requester', 'desk', 'moderator'] as const

const automaticMessages = ['answer', 'notice'] as const
export type AutomaticMessage = (typeof automaticMessages)[number]

export const ticketMessages = pgTable(
  'ticket_messages',
  {
    id: id(),
    ticketId: belongsTo(() => tickets.id),
    /** Null if a rule sent it. */
    authorId: ref().references(() => users.id),
    /** Role in which the author wrote. */
    side: text({ enum: sides }).notNull(),
    /** A rule sent it: the automatic answer, or a notice that the ticket will be closed. */
    automatic: text({ enum: automaticMessages }),
    /** `staff`: an internal note, never shown to the requester. */
    audience: text({ enum: ['requester', 'staff'] }).notNull(),
    body: text().notNull(),
    html: text().notNull(),
    rendererVersion: integer().notNull(),
    createdAt: time().notNull(),
    /** State that the ticket gets when the message is delivered. */
    nextState: text({ enum: nextStates }),
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

/** The last message that an agent has seen of each ticket. */
export const ticketReadings = pgTable(
  'ticket_readings',
  {
    userId: userId(),
    ticketId: belongsTo(() => tickets.id),
    messageId: ref().notNull()
  },
  (t) => [primaryKey({ columns: [t.userId, t.ticketId] })]
)

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
