import { and, asc, eq, lte } from 'drizzle-orm'
import { after, emit, emitAll, transaction, type Context } from '@stoa/core'
import { isDeliveryHeld, type AfterCommit } from '@stoa/core/effects'
import { attempt, endOf, type Outcome, type Receiver } from './message.ts'
import { webhookDeliveries, webhooks } from './schema.ts'

/**
 * Longer than any attempt. An attempt without a recorded outcome by then, as after a crash, is
 * repeated.
 */
const attemptLasts = 60_000

type Next = { receiver: Receiver; message: typeof webhookDeliveries.$inferSelect }

/**
 * Claims the oldest due message of a receiver, so that no other node sends it too, and sends it
 * once after the commit. After a failure the other messages wait for the next round, so that a dead
 * receiver costs one attempt at a time. Nothing is claimed while delivery is held.
 */
export async function deliverNext(
  ctx: Context,
  webhookId: number
): Promise<AfterCommit | undefined> {
  if (await isDeliveryHeld(ctx)) return undefined
  const [next] = await ctx.db
    .select({ receiver: webhooks, message: webhookDeliveries })
    .from(webhookDeliveries)
    .innerJoin(webhooks, eq(webhooks.id, webhookDeliveries.webhookId))
    .where(and(eq(webhooks.id, webhookId), webhooks.enabled, due(ctx)))
    .orderBy(asc(webhookDeliveries.id))
    .limit(1)
    .for('update', { of: webhookDeliveries, skipLocked: true })
  if (!next) return undefined
  await ctx.db
    .update(webhookDeliveries)
    .set({ nextAttemptAt: after(ctx.now, attemptLasts) })
    .where(eq(webhookDeliveries.id, next.message.id))
  return (ctx) => send(ctx, next)
}

async function send(ctx: Context, { receiver, message }: Next) {
  const { outcome, bug } = await attempt(ctx, receiver, message)
  await transaction(ctx, async (ctx) => {
    await record(ctx, message, outcome)
    if (isGone(outcome)) await disable(ctx, receiver)
    if (isAlive(outcome)) await emit(ctx, 'webhook.due', { webhookId: receiver.id })
  })
  // The outcome is recorded in the log; the bug is reported as a failure of the job.
  if (bug) throw bug
}

/** The outcome gives no reason to believe that the receiver would refuse the next message. */
const isAlive = ({ problem }: Outcome) => problem === null || problem === 'data'

const due = ({ now }: Context) =>
  and(eq(webhookDeliveries.state, 'waiting'), lte(webhookDeliveries.nextAttemptAt, now))

/** 410 Gone unsubscribes a receiver. */
const isGone = ({ status }: Outcome) => status === 410

async function record(
  ctx: Context,
  { id, attempts }: typeof webhookDeliveries.$inferSelect,
  outcome: Outcome
) {
  const wait = isGone(outcome) ? undefined : waitAfter(attempts)
  const again = outcome.problem !== null && wait !== undefined
  await ctx.db
    .update(webhookDeliveries)
    .set({
      ...outcome,
      attempts: attempts + 1,
      lastAttemptAt: ctx.now,
      state: again ? 'waiting' : endOf(outcome),
      nextAttemptAt: again ? after(ctx.now, wait) : null
    })
    .where(eq(webhookDeliveries.id, id))
}

async function disable(ctx: Context, { id }: Receiver) {
  await ctx.db.update(webhooks).set({ enabled: false }).where(eq(webhooks.id, id))
  await emit(ctx, 'webhook.changed', { webhookId: id })
}

/** Emits `webhook.due` for receivers with due messages, after failures or a hold. */
export async function wakeReceivers(ctx: Context): Promise<void> {
  if (await isDeliveryHeld(ctx)) return
  const rows = await ctx.db
    .selectDistinct({ webhookId: webhookDeliveries.webhookId })
    .from(webhookDeliveries)
    .innerJoin(webhooks, eq(webhooks.id, webhookDeliveries.webhookId))
    .where(and(webhooks.enabled, due(ctx)))
  await emitAll(ctx, 'webhook.due', rows)
}

const minute = 60_000

/** Delays between attempts: ten attempts in about three days, as Standard Webhooks propose. */
const waits = [1, 5, 30, 120, 300, 600, 840, 1200, 1440].map((minutes) => minutes * minute)

/**
 * The delay after a failed attempt in milliseconds; undefined if the message has failed
 * permanently.
 * @param attempts the number of earlier attempts
 */
const waitAfter = (attempts: number): number | undefined => waits[attempts]
