import { z } from 'zod'
import { waitingShape } from '@stoa/accounts/contract'
import {
  cursorShape,
  editedRevision,
  idShape,
  lineOfText,
  listOf,
  snapshotShape,
  timeShape
} from '@stoa/core/contract'
import {
  announcementSeverities,
  deliveryProblems,
  deliveryStates,
  receiverFormats,
  webhookEvents
} from './schema.ts'

const keyShape = z.string().regex(/^[a-z][a-z0-9_]{1,29}$/)

/** Each is about the events that have such a thing; an empty one lets everything pass. */
const filters = {
  /** Ids of categories; with their sub-categories. */
  categories: z.array(idShape).max(200),
  /** Keys of types of announcements. */
  announcementTypes: z.array(keyShape).max(200),
  severities: z.array(z.enum(announcementSeverities)).max(3),
  /** Kinds of reason of cases. */
  reasons: z.array(keyShape).max(50)
}

const fields = z.object({
  name: lineOfText(60),
  format: z.enum(receiverFormats),
  /** https. The shown URL of a chat keeps the stored one. */
  url: lineOfText(500),
  events: z.array(z.enum(webhookEvents)).min(1),
  ...filters,
  /** Asks a second admin to let it have what guests may not read. */
  internal: z.boolean(),
  enabled: z.boolean()
})

export const webhookInput = fields.extend({
  format: fields.shape.format.default('generic'),
  categories: filters.categories.default([]),
  announcementTypes: filters.announcementTypes.default([]),
  severities: filters.severities.default([]),
  reasons: filters.reasons.default([]),
  internal: fields.shape.internal.default(false),
  enabled: fields.shape.enabled.default(true)
})
// Not of `webhookInput`: its defaults would reset what a change leaves out.
export const webhookChange = fields.partial().extend(editedRevision)

export const webhook = z.object({
  id: z.int(),
  name: z.string(),
  format: z.enum(receiverFormats),
  /** Of a chat without its secret part. */
  url: z.string(),
  events: z.array(z.enum(webhookEvents)),
  categories: z.array(z.int()),
  announcementTypes: z.array(z.string()),
  severities: z.array(z.enum(announcementSeverities)),
  reasons: z.array(z.string()),
  /** Two admins agreed that it gets what guests may not read. */
  internal: z.boolean(),
  /** What waits for a second admin, who confirms the change `changeId`. */
  internalRequest: waitingShape.nullable(),
  enabled: z.boolean(),
  createdAt: timeShape,
  /** Messages that failed permanently. */
  failed: z.number(),
  /** Messages that wait for another attempt. */
  waiting: z.number(),
  /** Of what its form edits. */
  snapshot: snapshotShape
})
export const webhookList = z.object({ items: z.array(webhook) })

/** `secret` is in the form of Standard Webhooks (`whsec_…`) and is shown only in this answer. */
export const newSecret = z.object({ secret: z.string() })
export const createdWebhook = newSecret.extend({ id: z.int() })

export const delivery = z.object({
  id: z.int(),
  /** The header `webhook-id`. */
  messageId: z.string(),
  type: z.string(),
  state: z.enum(deliveryStates),
  attempts: z.number(),
  occurredAt: timeShape,
  lastAttemptAt: timeShape.nullable(),
  nextAttemptAt: timeShape.nullable(),
  status: z.number().nullable(),
  problem: z.enum(deliveryProblems).nullable()
})
export const deliveryQuery = z.object({ cursor: cursorShape.optional() })
export const deliveryList = listOf(delivery)
export const deliveryParams = z.object({ id: idShape, deliveryId: idShape })

export type Delivery = z.infer<typeof delivery>
export type Webhook = z.infer<typeof webhook>
export type WebhookInput = z.output<typeof webhookInput>
export type WebhookChange = z.output<typeof webhookChange>
