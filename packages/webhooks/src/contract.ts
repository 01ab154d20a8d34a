import { z } from 'zod'
import { cursorShape, idShape, lineOfText, listOf, timeShape } from '@stoa/core/contract'
import { deliveryProblems, deliveryStates, webhookEvents } from './schema.ts'

export const webhookInput = z.object({
  name: lineOfText(60),
  /** http or https. */
  url: lineOfText(500),
  events: z.array(z.enum(webhookEvents)).min(1, { error: 'field_required' }),
  enabled: z.boolean().default(true)
})

export const webhook = z.object({
  id: z.number(),
  name: z.string(),
  url: z.string(),
  events: z.array(z.enum(webhookEvents)),
  enabled: z.boolean(),
  createdAt: timeShape,
  /** Messages that failed for good, or wait after a failed attempt. */
  failed: z.number(),
  waiting: z.number()
})
export const webhookList = z.object({ items: z.array(webhook) })

/** `secret`, as Standard Webhooks write it (`whsec_…`), is in this answer and nowhere else. */
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
