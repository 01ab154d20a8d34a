import { z } from 'zod'
import { cursorShape, idShape, lineOfText, listOf, timeShape } from '@stoa/core/contract'
import { deliveryProblems, deliveryStates, receiverShapes, webhookEvents } from './schema.ts'

const announcementSeverities = ['normal', 'important', 'critical'] as const

export const webhookInput = z.object({
  name: lineOfText(60),
  shape: z.enum(receiverShapes).default('generic'),
  /** https. The shown URL of a chat keeps the stored one. */
  url: lineOfText(500),
  /** Severities of announcements; none: all. */
  severities: z.array(z.enum(announcementSeverities)).max(3).default([]),
  events: z.array(z.enum(webhookEvents)).min(1, 'field_required'),
  enabled: z.boolean().default(true)
})

export const webhook = z.object({
  id: z.number(),
  name: z.string(),
  shape: z.enum(receiverShapes),
  /** Of a chat without its secret part. */
  url: z.string(),
  severities: z.array(z.string()),
  events: z.array(z.enum(webhookEvents)),
  enabled: z.boolean(),
  createdAt: timeShape,
  /** Messages that failed permanently. */
  failed: z.number(),
  /** Messages that wait for another attempt. */
  waiting: z.number()
})
export const webhookList = z.object({ items: z.array(webhook) })

/** `secret` is in the form of Standard Webhooks (`whsec_…`) and is shown only in this answer. */
export const newSecret = z.object({ secret: z.string() })
export const createdWebhook = newSecret.extend({ id: z.number() })

export const delivery = z.object({
  id: z.number(),
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
