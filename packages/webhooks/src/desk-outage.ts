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

/** Something reached the same receiver since then. */
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
 * Whether the desk elsewhere has taken nothing for three days. What is to be sent to it still waits, and
 * meanwhile the people here hear of tickets, too.
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

/** The desk elsewhere that answers tickets now, and whether it is out. */
export async function deskNow(ctx: Context) {
  const desk = await deskElsewhere(ctx)
  return desk && { agentId: desk.agentId, isOut: await isDeskOut(ctx) }
}

/**
 * Before the outcome is recorded: what nobody elsewhere will answer is told to the people here, and so is
 * what a desk did not take for three days, of which admins hear, too.
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
  // Of an outage that goes on everybody has heard.
  if (!isRefusal(outcome) && (await isDeskOut(ctx))) return
  const left = isRefusal(outcome) ? [message] : await behind(ctx, message)
  await emitAll(ctx, 'desk.left', ticketsOf(left))
  await emit(ctx, 'desk.undelivered', { webhookId: receiver.id })
}

/** A message and, where the desk took no other for three days, everything that waits with it. */
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
 * A receiver that takes something again, after an hour of nothing, gets at once what waited for the
 * clock, which may be a day away.
 * @param but the id of what it took
 */
export const hurryIfBack = (ctx: Context, webhookId: number, but: number): Promise<void> =>
  hurry(ctx, webhookId, notExists(tookSince(ctx, after(ctx.now, -hour), but)))

/** Sends what waits for the clock at once; only what the receiver refused as such waits on. */
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
