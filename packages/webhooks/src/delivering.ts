import { and, asc, eq, lt, lte, notExists, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import {
  after,
  emit,
  isDeliveryHeld,
  transaction,
  type AfterCommit,
  type Context,
  type StoredEvent
} from '@stoa/core'
import { followOutcome, hurryIfBack } from './desk-outage.ts'
import { messageIdOf, queueOnce } from './desk-queue.ts'
import { attempt, endOf, type Outcome, type Receiver } from './message.ts'
import { isGone, waitAfter } from './retrying.ts'
import { webhookDeliveries, webhooks, type WebhookEvent } from './schema.ts'

/** Puts a message about an event into the queue of every receiver that asked for its type. */
export async function queueForReceivers<T extends WebhookEvent>(
  ctx: Context,
  type: T,
  { id, payload, createdAt }: StoredEvent<T>
): Promise<void> {
  const receivers = await ctx.db
    .select({ webhookId: webhooks.id })
    .from(webhooks)
    .where(and(webhooks.enabled, sql`${type} = any(${webhooks.events})`))
  for (const { webhookId } of receivers) {
    await queueOnce(ctx, {
      ...{ webhookId, type, payload, occurredAt: createdAt, nextAttemptAt: ctx.now },
      messageId: messageIdOf(type, payload, id)
    })
    await emit(ctx, 'webhook.due', { webhookId })
  }
}

/** No attempt takes so long: what is not recorded by then, as after a crash, is sent again. */
const attemptLasts = 60_000

type Next = { receiver: Receiver; message: typeof webhookDeliveries.$inferSelect }

/**
 * Takes the oldest message that is due to a receiver, so that no other node sends it too, and sends it
 * afterwards, once. After a failure the rest waits for the clock, so that a dead receiver costs one
 * attempt at a time. While delivery is held nothing is taken.
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
    .where(and(eq(webhooks.id, webhookId), webhooks.enabled, due(ctx), isNextOfTicket(ctx)))
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

const earlier = alias(webhookDeliveries, 'earlier')

/** What was asked in a ticket comes after its opening, also where that has to be sent again. */
function isNextOfTicket({ db }: Context) {
  const { webhookId, id, payload } = webhookDeliveries
  const ofTicket = sql`${earlier.payload} -> 'ticketId' = ${payload} -> 'ticketId'`
  const before = and(eq(earlier.webhookId, webhookId), lt(earlier.id, id))
  const waiting = and(before, eq(earlier.state, 'waiting'), ofTicket)
  return notExists(db.select({ id: earlier.id }).from(earlier).where(waiting))
}

async function send(ctx: Context, { receiver, message }: Next) {
  const { outcome, bug } = await attempt(ctx, receiver, message)
  await transaction(ctx, async (ctx) => {
    // Before it is recorded: of what goes on already nobody hears again.
    await followOutcome(ctx, receiver, message, outcome)
    await record(ctx, receiver, message, outcome)
    if (isGone(receiver, outcome)) await disable(ctx, receiver)
    if (endOf(outcome) === 'delivered' && message.attempts > 0)
      await hurryIfBack(ctx, receiver.id, message.id)
    if (isAlive(outcome)) await emit(ctx, 'webhook.due', { webhookId: receiver.id })
  })
  // The message has its line in the log; the bug is reported as that of a job.
  if (bug) throw bug
}

/** Nothing says that the receiver would not take the next one. */
const isAlive = ({ problem }: Outcome) => problem === null || problem === 'data'

const due = ({ now }: Context) =>
  and(eq(webhookDeliveries.state, 'waiting'), lte(webhookDeliveries.nextAttemptAt, now))

async function record(
  ctx: Context,
  receiver: Receiver,
  { id, attempts }: typeof webhookDeliveries.$inferSelect,
  outcome: Outcome
) {
  const wait = waitAfter(receiver, attempts, outcome)
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

/** The receiver said that it is gone and wants nothing any more. */
const disable = ({ db }: Context, { id }: Receiver) =>
  db.update(webhooks).set({ enabled: false }).where(eq(webhooks.id, id))

/** Wakes the receivers that have messages due, for what failed before or was held. */
export async function wakeReceivers(ctx: Context): Promise<void> {
  if (await isDeliveryHeld(ctx)) return
  const rows = await ctx.db
    .selectDistinct({ webhookId: webhookDeliveries.webhookId })
    .from(webhookDeliveries)
    .innerJoin(webhooks, eq(webhooks.id, webhookDeliveries.webhookId))
    .where(and(webhooks.enabled, due(ctx)))
  for (const { webhookId } of rows) await emit(ctx, 'webhook.due', { webhookId })
}
