import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { id, ref, time } from '@stoa/core/data'

/**
 * Events that receivers can subscribe to. Their data is in the API's `reactions`, whose type
 * is mapped over this list.
 */
export const webhookEvents = [
  'announcement.published',
  'announcement.changed',
  'announcement.updated',
  'announcement.expired',
  'announcement.withdrawn',
  'moderation.hide_limit_reached',
  'moderation.urgent_case',
  'ticket.opened',
  'ticket.asked',
  'ticket.answered',
  'ticket.changed',
  'ticket.moved'
] as const
export type WebhookEvent = (typeof webhookEvents)[number]

/** What a receiver understands; `shapes.ts` says how each is written. */
export const receiverShapes = ['generic', 'slack', 'telegram', 'feishu'] as const
export type ReceiverShape = (typeof receiverShapes)[number]

/** The event that the test button sends. */
export const testEvent = 'webhook.test'

/** `dropped`: the content was no longer public when it was to be sent. */
export const deliveryStates = ['waiting', 'delivered', 'failed', 'dropped'] as const

/**
 * Why an attempt failed. `status`: the answer was no success. `data`: the content could not be
 * built.
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

/** `until` is ISO 8601. */
export type PreviousSecret = { sealed: string; until: string }

export const webhooks = pgTable('webhooks', {
  id: id(),
  name: text().notNull(),
  shape: text({ enum: receiverShapes }).notNull().default('generic'),
  /** Of a chat only what may be shown; its whole URL, which is a secret, is in `sealedUrl`. */
  url: text().notNull(),
  sealedUrl: text(),
  /** Severities of announcements; none: all. */
  severities: text().array().notNull().default([]),
  events: text({ enum: webhookEvents }).array().notNull(),
  enabled: boolean().notNull().default(true),
  /** The present secret; `previousSecrets` also sign until their time, the newest first. */
  sealedSecret: text().notNull(),
  previousSecrets: jsonb().notNull().$type<PreviousSecret[]>().default([]),
  createdAt: time().notNull()
})

/** Each message to each receiver, and the outcome of its last attempt. */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    id: id(),
    webhookId: ref()
      .notNull()
      .references(() => webhooks.id, { onDelete: 'cascade' }),
    /**
     * The header `webhook-id`, the same for every attempt, so that the receiver can drop repeats.
     */
    messageId: text().notNull(),
    type: text().notNull(),
    /** Ids only. The content is built from what is public when the message is sent. */
    payload: jsonb().notNull().$type<Record<string, unknown>>(),
    occurredAt: time().notNull(),
    state: text({ enum: deliveryStates }).notNull().default('waiting'),
    attempts: integer().notNull().default(0),
    nextAttemptAt: time(),
    lastAttemptAt: time(),
    /** The HTTP status of the answer. */
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
