import { Webhook } from 'standardwebhooks'
import type { Context } from '@stoa/core'
import { departureOf } from '@stoa/core/effects'
import { OutboundError } from '@stoa/core/server'
import { chats } from './formats.ts'
import { secretsOf, targetOf } from './secrets.ts'
import {
  testEvent,
  type DeliveryProblem,
  type webhookDeliveries,
  type WebhookEvent,
  type webhooks
} from './schema.ts'
import { takes } from './subscriptions.ts'

export type Receiver = typeof webhooks.$inferSelect
export type Message = Pick<
  typeof webhookDeliveries.$inferSelect,
  'messageId' | 'type' | 'payload' | 'occurredAt'
>

const userAgent = 'Stoa-Webhooks'

/** The outcome of an attempt. If both fields are null, nothing was sent. */
export type Outcome = { status: number | null; problem: DeliveryProblem | null }

/** `bug` is an unexpected error of an attempt. */
type Attempt = { outcome: Outcome; bug?: Error }

/** The final state of a message after its last attempt. */
export function endOf({ status, problem }: Outcome): 'delivered' | 'failed' | 'discarded' {
  if (problem !== null) return 'failed'
  return status === null ? 'discarded' : 'delivered'
}

/** Sends a message once, signed by Standard Webhooks. */
export async function attempt(
  ctx: Context,
  receiver: Receiver,
  message: Message
): Promise<Attempt> {
  const secrets = secretsOf(ctx, receiver)
  const target = targetOf(ctx, receiver)
  if (!secrets || !target) return { outcome: { status: null, problem: 'secret' } }
  try {
    const isDue = await isWanted(ctx, receiver, message)
    const sent = isDue ? await requestOf(ctx, receiver, { target, secrets, message }) : null
    // The content is no longer published, or the receiver no longer takes it.
    if (sent === null) return { outcome: { status: null, problem: null } }
    return { outcome: await post(ctx, sent) }
  } catch (bug) {
    return { outcome: { status: null, problem: 'data' }, bug: bug as Error }
  }
}

type Sent = {
  url: string
  headers: Record<string, string>
  body: string
  isAccepted(body: string): boolean
}

type Parts = { target: URL; secrets: string[]; message: Message }

/** The request of a message; null if nothing of it is public. */
async function requestOf(
  ctx: Context,
  { format }: Receiver,
  { target, secrets, message }: Parts
): Promise<Sent | null> {
  if (format === 'generic') {
    const body = await bodyOf(ctx, message)
    const headers = signed(ctx, secrets, message, body ?? '')
    return body === null ? null : { url: target.href, headers, body, isAccepted: () => true }
  }
  const headline = await ctx.ports.webhookHeadline(ctx, message.type, message.payload)
  if (!headline) return null
  const { url, body } = chats[format].request(target, headline)
  const headers = { 'content-type': 'application/json', 'user-agent': userAgent }
  return { url, headers, body: JSON.stringify(body), isAccepted: chats[format].isAccepted }
}

async function isWanted(ctx: Context, receiver: Receiver, message: Message): Promise<boolean> {
  const { type, payload, occurredAt } = message
  // Messages from before a restore were sent by the original forum.
  if ((await departureOf(ctx, occurredAt)) === 'never') return false
  if (type === testEvent) return true
  const [subject] = await ctx.ports.webhookSubjects(ctx, type as WebhookEvent, [payload])
  return takes(receiver, type, subject ?? null)
}

async function post(ctx: Context, { url, headers, body, isAccepted }: Sent): Promise<Outcome> {
  try {
    const answer = await ctx.ports.outbound.send(url, { method: 'POST', headers, body })
    const { status } = answer
    const isSuccess = status >= 200 && status < 300 && isAccepted(answer.body.toString())
    return { status, problem: isSuccess ? null : 'status' }
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
    'user-agent': userAgent,
    'webhook-id': messageId,
    'webhook-timestamp': String(Math.floor(time.getTime() / 1000)),
    'webhook-signature': signatures.join(' ')
  }
}

function problemOf(error: unknown): DeliveryProblem {
  if (!(error instanceof OutboundError)) return 'connection'
  if (['address', 'port', 'scheme'].includes(error.reason)) return 'address'
  return error.reason === 'time' ? 'time' : 'answer'
}
