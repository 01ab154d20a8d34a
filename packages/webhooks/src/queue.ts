import { sql } from 'drizzle-orm'
import { emitAll, type Context } from '@stoa/core'
import type { StoredEvent } from '@stoa/core/effects'
import { insertRows, isNotEmpty } from '@stoa/core/data'
import { webhookDeliveries, webhooks, type WebhookEvent } from './schema.ts'
import { subscriptions, takes, type Subscription } from './subscriptions.ts'

type Event = StoredEvent<WebhookEvent>
type Taker = Subscription & { id: number }
type Queued = { webhookId: number; event: Event }

/**
 * Effect: queues messages about events for all receivers that take them, in the order of the events
 * and in one statement. It runs none for types that no receiver subscribes to.
 */
export async function queueForReceivers(ctx: Context, events: readonly Event[]): Promise<void> {
  const all = await subscriptions(ctx)
  const queued: Queued[] = []
  for (const [type, together] of Map.groupBy(events, (event) => event.type)) {
    const takers = all.filter((one) => one.events.includes(type))
    if (takers.length > 0) queued.push(...(await matching(ctx, type, takers, together)))
  }
  await queue(
    ctx,
    queued.toSorted((one, other) => one.event.id - other.event.id)
  )
}

async function matching(ctx: Context, type: WebhookEvent, takers: Taker[], events: Event[]) {
  const payloads = events.map(({ payload }) => payload)
  const subjects = await ctx.ports.webhookSubjects(ctx, type, payloads)
  return events.flatMap((event, index) =>
    takers
      .filter((one) => takes(one, type, subjects[index] ?? null))
      .map(({ id }) => ({ webhookId: id, event }))
  )
}

async function queue(ctx: Context, queued: Queued[]) {
  const rows = queued.map(({ webhookId, event: { id, type, payload, createdAt } }) => ({
    ...{ webhookId, messageId: `msg_${id}`, type, payload, occurredAt: createdAt },
    ...{ state: 'waiting', attempts: 0, nextAttemptAt: ctx.now }
  }))
  if (!isNotEmpty(rows)) return
  // A receiver may have been removed since it was cached.
  await ctx.db.execute(sql`${insertRows(webhookDeliveries, rows)} message
    where exists (select from ${webhooks} where ${webhooks.id} = message.webhook_id)
    order by substr(message.message_id, 5)::bigint on conflict do nothing`)
  const due = [...new Set(rows.map(({ webhookId }) => webhookId))]
  await emitAll(
    ctx,
    'webhook.due',
    due.map((webhookId) => ({ webhookId }))
  )
}
