import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { id, ref, time } from '@stoa/core'
import { users } from '@stoa/accounts/schema'

/**
 * Events that receivers can ask for; what they are told of each stands in the API's
 * `webhook-data.ts`, whose type is mapped over this list.
 */
export const webhookEvents = [
  'announcement.published',
  'announcement.changed',
  'announcement.updated',
  'announcement.expired',
  'announcement.withdrawn',
  'moderation.hide_limit_reached',
  'moderation.urgent_case'
] as const

/** What a desk elsewhere is told, and nobody else: what requesters do with their tickets, and people here. */
export const deskEvents = [
  'ticket.opened',
  'ticket.asked',
  'ticket.answered',
  'ticket.changed'
] as const
const everyEvent = [...webhookEvents, ...deskEvents] as const
export type WebhookEvent = (typeof everyEvent)[number]

/** What the test button sends. */
export const testEvent = 'webhook.test'

/** `dropped`: nothing of it was public any more when it was to be sent. */
export const deliveryStates = ['waiting', 'delivered', 'failed', 'dropped'] as const

/**
 * Why an attempt came to nothing; `status`: an answer that is no success, `data`: what to tell could not
 * be put together.
 */
export const deliveryProblems = [
  'status',
  'address',
  'time',
  'connection',
  'answer',
  'secret',
  'data'
] as const
export type DeliveryProblem = (typeof deliveryProblems)[number]

/** `until`: ISO 8601. */
export type PreviousSecret = { sealed: string; until: string }

/** Programs elsewhere that are told of events. */
export const webhooks = pgTable(
  'webhooks',
  {
    id: id(),
    name: text().notNull(),
    url: text().notNull(),
    events: text({ enum: everyEvent }).array().notNull(),
    enabled: boolean().notNull().default(true),
    /** Under whose account a desk elsewhere answers; null: no desk. */
    agentId: ref().references(() => users.id),
    /** What signs, and beside it what signed before, the newest first, each until its time. */
    sealedSecret: text().notNull(),
    previousSecrets: jsonb().notNull().$type<PreviousSecret[]>().default([]),
    createdAt: time().notNull()
  },
  (t) => [
    uniqueIndex('webhooks_one_desk')
      .on(sql`(${t.agentId} is not null)`)
      .where(sql`agent_id is not null`)
  ]
)

/** What a desk elsewhere has told: a repeat does nothing. */
export const deskMessages = pgTable(
  'desk_messages',
  { messageId: text().primaryKey(), receivedAt: time().notNull() },
  (t) => [index('desk_messages_received').on(t.receivedAt)]
)

/** Each message to each receiver, and how its last attempt went. */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    id: id(),
    webhookId: ref()
      .notNull()
      .references(() => webhooks.id, { onDelete: 'cascade' }),
    /** `webhook-id`: the same for every attempt, so that the receiver can drop repeats. */
    messageId: text().notNull(),
    type: text().notNull(),
    /** Ids only; what is sent is made of what is public when it is sent. */
    payload: jsonb().notNull().$type<Record<string, unknown>>(),
    occurredAt: time().notNull(),
    state: text({ enum: deliveryStates }).notNull().default('waiting'),
    attempts: integer().notNull().default(0),
    nextAttemptAt: time(),
    lastAttemptAt: time(),
    /** Of the answer. */
    status: integer(),
    problem: text({ enum: deliveryProblems })
  },
  (t) => [
    uniqueIndex('webhook_deliveries_message').on(t.webhookId, t.messageId),
    index('webhook_deliveries_latest').on(t.webhookId, t.id),
    index('webhook_deliveries_due')
      .on(t.nextAttemptAt)
      .where(sql`state = 'waiting'`)
  ]
)
