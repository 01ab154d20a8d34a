import { z } from 'zod'
import { cursorShape, idShape, lineOfText, listOf, timeShape } from '@stoa/core/contract'
import { deliveryProblems, deliveryStates, deskEvents, webhookEvents } from './schema.ts'

export const webhookInput = z.object({
  name: lineOfText(60),
  /** http or https. */
  url: lineOfText(500),
  /** Of a desk elsewhere they are its own. */
  events: z.array(z.enum(webhookEvents)).default([]),
  enabled: z.boolean().default(true),
  /**
   * Makes it a desk elsewhere: it is told what requesters do, and answers under this user name by
   * `POST /desk/messages`, signed with its secret. Empty: no desk.
   */
  agent: z.string().trim().max(60).default('')
})

export const webhook = z.object({
  id: z.number(),
  name: z.string(),
  url: z.string(),
  events: z.array(z.enum([...webhookEvents, ...deskEvents])),
  enabled: z.boolean(),
  /** The user name of a desk elsewhere. */
  agent: z.string().nullable(),
  createdAt: timeShape,
  /** Messages that failed for good. */
  failed: z.number(),
  /** Messages that wait, where an attempt has failed. */
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
