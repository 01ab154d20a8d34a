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
  'article.published',
  'article.updated',
  'thread.created',
  'thread.changed',
  'thread.moved',
  'thread.closed',
  'thread.reopened',
  'post.created',
  'post.edited',
  'post.approved',
  'post.hidden',
  'post.withdrawn',
  'post.restored',
  'post.erased',
  'answer.accepted',
  'answer.confirmed',
  'answer.unaccepted',
  'user.verified',
  'user.renamed',
  'user.role_changed',
  'user.hidden',
  'user.shown',
  'user.erased',
  'case.opened',
  'case.resolved',
  'case.reopened',
  'moderation.urgent_case',
  'moderation.hide_limit_reached',
  'ticket.opened',
  'ticket.asked',
  'ticket.answered',
  'ticket.changed',
  'ticket.moved'
] as const
export type WebhookEvent = (typeof webhookEvents)[number]

/** What a receiver understands; `formats.ts` says how each is written. */
export const receiverFormats = ['generic', 'slack', 'telegram', 'feishu'] as const
export type ReceiverFormat = (typeof receiverFormats)[number]

export const announcementSeverities = ['normal', 'important', 'critical'] as const

/** The event that the test button sends. */
export const testEvent = 'webhook.test'

/** `discarded`: the content was no longer public when it was to be sent. */
export const deliveryStates = ['waiting', 'delivered', 'failed', 'discarded'] as const

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
  format: text({ enum: receiverFormats }).notNull().default('generic'),
  /** Of a chat only what may be shown; its whole URL, which is a secret, is in `sealedUrl`. */
  url: text().notNull(),
  sealedUrl: text(),
  events: text({ enum: webhookEvents }).array().notNull(),
  /** Filters; an empty one lets everything pass, and so does an event that it is not about. */
  categories: ref().array().notNull().default([]),
  announcementTypes: text().array().notNull().default([]),
  severities: text({ enum: announcementSeverities }).array().notNull().default([]),
  /** Kinds of reason of cases. */
  reasons: text().array().notNull().default([]),
  /** Two admins agreed that it gets what guests may not read; see `internal-content.ts`. */
  internal: boolean().notNull().default(false),
  /** Counts the changes, so that a second admin agrees to what they read. */
  revision: integer().notNull().default(1),
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
