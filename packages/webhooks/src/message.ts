import { Webhook } from 'standardwebhooks'
import type { Context } from '@stoa/core'
import { departureOf } from '@stoa/core/effects'
import { OutboundError } from '@stoa/core/server'
import { secretsOf } from './secrets.ts'
import {
  testEvent,
  type DeliveryProblem,
  type webhookDeliveries,
  type WebhookEvent,
  type webhooks
} from './schema.ts'

export type Receiver = typeof webhooks.$inferSelect
export type Message = Pick<
  typeof webhookDeliveries.$inferSelect,
  'messageId' | 'type' | 'payload' | 'occurredAt'
>

/** The outcome of an attempt. If both fields are null, nothing was sent. */
export type Outcome = { status: number | null; problem: DeliveryProblem | null }

/** `bug` is an unexpected error of an attempt. */
type Attempt = { outcome: Outcome; bug?: Error }

/** The final state of a message after its last attempt. */
export function endOf({ status, problem }: Outcome): 'delivered' | 'failed' | 'dropped' {
  if (problem !== null) return 'failed'
  return status === null ? 'dropped' : 'delivered'
}

/** Sends a message once, signed by Standard Webhooks. */
export async function attempt(
  ctx: Context,
  receiver: Receiver,
  message: Message
): Promise<Attempt> {
  const secrets = secretsOf(ctx, receiver)
  if (!secrets) return { outcome: { status: null, problem: 'secret' } }
  try {
    const body = (await isWanted(ctx, receiver, message)) ? await bodyOf(ctx, message) : null
    // The content is no longer public, or the receiver no longer subscribes to it.
    if (body === null) return { outcome: { status: null, problem: null } }
    return { outcome: await post(ctx, receiver, signed(ctx, secrets, message, body), body) }
  } catch (bug) {
    return { outcome: { status: null, problem: 'data' }, bug: bug as Error }
  }
}

const isWanted = async (ctx: Context, { events }: Receiver, { type, occurredAt }: Message) =>
  (type === testEvent || (events as readonly string[]).includes(type)) &&
  // Messages from before a restore were sent by the original forum.
  (await departureOf(ctx, occurredAt)) !== 'never'

async function post(
  ctx: Context,
  receiver: Receiver,
  headers: Record<string, string>,
  body: string
): Promise<Outcome> {
  try {
    const { status } = await ctx.ports.outbound.send(receiver.url, {
      ...{ method: 'POST', headers, body }
    })
    return { status, problem: status >= 200 && status < 300 ? null : 'status' }
  } catch (error) {
    return { status: null, problem: problemOf(error) }
  }
}

async function bodyOf(ctx: Context, { type, payload, occurredAt }: Message) {
  const data =
    type === testEvent ? {} : await ctx.ports.webhookData(ctx, type as WebhookEvent, payload)
  return data === null ? null : JSON.stringify({ type, timestamp: occurredAt, data })
}

function signed({ now }: Context, secrets: string[], { messageId }: Message, body: string) {
  const time = new Date(now)
  const signatures = secrets.map((secret) => new Webhook(secret).sign(messageId, time, body))
  return {
    'content-type': 'application/json',
    'user-agent': 'Stoa-Webhooks',
    'webhook-id': messageId,
    'webhook-timestamp': String(Math.floor(time.getTime() / 1000)),
    'webhook-signature': signatures.join(' ')
  }
}

function problemOf(error: unknown): DeliveryProblem {
  if (!(error instanceof OutboundError)) return 'connection'
  if (error.reason === 'address' || error.reason === 'scheme') return 'address'
  return error.reason === 'time' ? 'time' : 'answer'
}
