import {
  and,
  eq,
  gt,
  isNotNull,
  isNull,
  notExists,
  notInArray,
  or,
  sql,
  type SQL
} from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { after, emit, emitAll, type Context } from '@stoa/core'
import { deskElsewhere } from './desk.ts'
import { ticketsOf } from './desk-queue.ts'
import type { Outcome, Receiver } from './message.ts'
import { isRefusal, refusals, retries } from './retrying.ts'
import { webhookDeliveries, webhooks } from './schema.ts'

type Message = typeof webhookDeliveries.$inferSelect

const hour = 3600_000
const outAfter = 72 * hour

const taken = alias(webhookDeliveries, 'taken')

/** The receiver accepted another message since then. */
const tookSince = ({ db }: Context, time: string, but = 0) =>
  db
    .select({ id: taken.id })
    .from(taken)
    .where(
      and(
        eq(taken.webhookId, webhookDeliveries.webhookId),
        eq(taken.state, 'delivered'),
        gt(taken.lastAttemptAt, time),
        sql`${taken.id} <> ${but}`
      )
    )

/**
 * Whether the external help desk has accepted nothing for three days. Its messages stay queued, and
 * agents here are notified of tickets meanwhile.
 */
export async function isDeskOut(ctx: Context): Promise<boolean> {
  const { state, attempts, webhookId } = webhookDeliveries
  const rows = await ctx.db
    .select({ id: webhookDeliveries.id })
    .from(webhookDeliveries)
    .innerJoin(webhooks, eq(webhooks.id, webhookId))
    .where(
      and(
        eq(state, 'waiting'),
        gt(attempts, retries),
        and(isNotNull(webhooks.agentId), webhooks.enabled),
        notExists(tookSince(ctx, after(ctx.now, -outAfter)))
      )
    )
    .limit(1)
  return rows.length > 0
}

/** Returns the active external help desk and whether it is out, if there is one. */
export async function deskNow(ctx: Context) {
  const desk = await deskElsewhere(ctx)
  return desk && { agentId: desk.agentId, isOut: await isDeskOut(ctx) }
}

/**
 * Notifies agents here of tickets whose messages the external help desk refused or did not accept
 * for three days. Admins are notified too. It runs before the outcome is recorded.
 */
export async function followOutcome(
  ctx: Context,
  receiver: Receiver,
  message: Message,
  outcome: Outcome
): Promise<void> {
  const { status, problem } = outcome
  if (problem === null && status === null) return emitAll(ctx, 'desk.left', ticketsOf([message]))
  if (receiver.agentId === null || problem === null || message.attempts !== retries) return
  // Agents were notified at the beginning of this outage.
  if (!isRefusal(outcome) && (await isDeskOut(ctx))) return
  const left = isRefusal(outcome) ? [message] : await behind(ctx, message)
  await emitAll(ctx, 'desk.left', ticketsOf(left))
  await emit(ctx, 'desk.undelivered', { webhookId: receiver.id })
}

/** The message and, if the desk accepted no other for three days, all its waiting messages. */
async function behind(ctx: Context, message: Message) {
  const { webhookId, state } = webhookDeliveries
  const waiting = await ctx.db
    .select({ type: webhookDeliveries.type, payload: webhookDeliveries.payload })
    .from(webhookDeliveries)
    .where(
      and(
        eq(webhookId, message.webhookId),
        eq(state, 'waiting'),
        notExists(tookSince(ctx, after(ctx.now, -outAfter)))
      )
    )
  return [message, ...waiting]
}

/**
 * Sends a receiver all waiting messages at once when it accepts one again after an hour without
 * success; their next attempt may be a day away.
 * @param but the id of the accepted message
 */
export const hurryIfBack = (ctx: Context, webhookId: number, but: number): Promise<void> =>
  hurry(ctx, webhookId, notExists(tookSince(ctx, after(ctx.now, -hour), but)))

/** Makes waiting messages due at once, except those that the receiver refused for their content. */
export async function hurry(ctx: Context, webhookId: number, where?: SQL): Promise<void> {
  const { state, attempts, status } = webhookDeliveries
  const hurried = await ctx.db
    .update(webhookDeliveries)
    .set({ nextAttemptAt: ctx.now })
    .where(
      and(
        eq(webhookDeliveries.webhookId, webhookId),
        and(eq(state, 'waiting'), gt(attempts, 0)),
        or(isNull(status), notInArray(status, refusals)),
        where
      )
    )
    .returning({ id: webhookDeliveries.id })
  if (hurried.length > 0) await emit(ctx, 'webhook.due', { webhookId })
}
