import { randomUUID } from 'node:crypto'
import { and, count, desc, eq, inArray, lt, ne } from 'drizzle-orm'
import type { z } from 'zod'
import { emit, notFound, transaction, type Context, after } from '@stoa/core'
import { decodeCursor, idKey, paged } from '@stoa/core/data'
import type { Delivery, deliveryList } from './contract.ts'
import { attempt, endOf } from './message.ts'
import { findWebhook, lockWebhook } from './receivers.ts'
import { testEvent, webhookDeliveries } from './schema.ts'

const columns = {
  id: webhookDeliveries.id,
  messageId: webhookDeliveries.messageId,
  type: webhookDeliveries.type,
  state: webhookDeliveries.state,
  attempts: webhookDeliveries.attempts,
  occurredAt: webhookDeliveries.occurredAt,
  lastAttemptAt: webhookDeliveries.lastAttemptAt,
  nextAttemptAt: webhookDeliveries.nextAttemptAt,
  status: webhookDeliveries.status,
  problem: webhookDeliveries.problem
}

const pageSize = 30

/** Selects the number of messages that were not delivered for good, those of tests aside. */
export const failedDeliveries = ({ db }: Context) =>
  db
    .select({ count: count() })
    .from(webhookDeliveries)
    .where(and(eq(webhookDeliveries.state, 'failed'), ne(webhookDeliveries.type, testEvent)))

/**
 * Lists sent and waiting messages of a receiver, the latest first.
 * @throws Problem 404, 422 `invalid_cursor`
 */
export async function listDeliveries(
  ctx: Context,
  id: number,
  cursor?: string
): Promise<z.infer<typeof deliveryList>> {
  await findWebhook(ctx, id)
  const before = cursor === undefined ? undefined : decodeCursor(cursor, idKey)[0]
  const rows = await ctx.db
    .select(columns)
    .from(webhookDeliveries)
    .where(
      and(
        eq(webhookDeliveries.webhookId, id),
        before === undefined ? undefined : lt(webhookDeliveries.id, before)
      )
    )
    .orderBy(desc(webhookDeliveries.id))
    .limit(pageSize + 1)
  return paged(rows, pageSize, (row) => [row.id])
}

/**
 * Sends a test message once, even to a disabled receiver.
 * @returns its row in the log
 * @throws Problem 404
 */
export async function testWebhook(ctx: Context, id: number): Promise<Delivery> {
  const receiver = await findWebhook(ctx, id)
  const message = {
    ...{ type: testEvent, payload: {}, occurredAt: ctx.now },
    messageId: `msg_test_${randomUUID()}`
  }
  const { outcome } = await attempt(ctx, receiver, message)
  const sent = { ...outcome, state: endOf(outcome), attempts: 1, lastAttemptAt: ctx.now }
  return transaction(ctx, async (ctx) => {
    // The receiver may have been removed during the attempt.
    await lockWebhook(ctx, id)
    const [row] = await ctx.db
      .insert(webhookDeliveries)
      .values({ ...message, ...sent, webhookId: id })
      .returning(columns)
    if (!row) throw new Error('a delivery was not stored')
    return row
  })
}

const ended: Delivery['state'][] = ['delivered', 'failed']

/**
 * Sends a message that was delivered or failed for good again, with the same id, starting with the
 * first attempt.
 * @throws Problem 404 for messages that wait or were discarded, and for tests
 */
export async function sendAgain(ctx: Context, id: number, deliveryId: number): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const rows = await ctx.db
      .update(webhookDeliveries)
      .set({ state: 'waiting', attempts: 0, nextAttemptAt: ctx.now })
      .where(
        and(
          eq(webhookDeliveries.id, deliveryId),
          eq(webhookDeliveries.webhookId, id),
          inArray(webhookDeliveries.state, ended),
          ne(webhookDeliveries.type, testEvent)
        )
      )
      .returning({ id: webhookDeliveries.id })
    if (rows.length === 0) throw notFound()
    await emit(ctx, 'webhook.due', { webhookId: id })
  })
}

const retention = 30 * 24 * 3600_000

/** Deletes log rows after thirty days. Waiting messages stay until they are delivered or failed. */
export async function deleteOldDeliveries({ db, now }: Context): Promise<void> {
  const over = after(now, -retention)
  const { occurredAt, state } = webhookDeliveries
  await db.delete(webhookDeliveries).where(and(lt(occurredAt, over), ne(state, 'waiting')))
}
