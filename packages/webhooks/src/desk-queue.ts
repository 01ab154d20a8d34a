import { and, eq, inArray } from 'drizzle-orm'
import { emit, emitAll, type Context } from '@stoa/core'
import { deskEvents, webhookDeliveries, type webhooks } from './schema.ts'

/** A message about a ticket for an external help desk, in the shape of the event that it missed. */
export type Missed = {
  type: 'ticket.opened' | 'ticket.asked'
  payload: { ticketId: number; messageId?: number }
  createdAt: string
}

/**
 * Queues messages that an external help desk never got. Messages that it got have a row in the log
 * with the same `webhook-id`, and the desk recognises repeats of deleted rows by that id.
 */
export async function queueMissed(
  ctx: Context,
  webhookId: number,
  missed: readonly Missed[]
): Promise<void> {
  for (const { type, payload, createdAt } of missed)
    await queueOnce(ctx, {
      ...{ webhookId, type, payload, occurredAt: createdAt, nextAttemptAt: ctx.now },
      messageId: messageIdOf(type, payload, 0)
    })
  if (missed.length > 0) await emit(ctx, 'webhook.due', { webhookId })
}

/**
 * The id of a message. It is stable for a ticket or a requester's message, and otherwise unique per
 * event.
 */
export function messageIdOf(type: string, payload: Record<string, unknown>, eventId: number) {
  if (type === 'ticket.opened') return `msg_opened_${Number(payload.ticketId)}`
  if (type === 'ticket.asked') return `msg_asked_${Number(payload.messageId)}`
  return `msg_${eventId}`
}

/**
 * Queues a message unless it is already queued. A message that was dropped unsent is queued again.
 */
export const queueOnce = ({ db }: Context, message: typeof webhookDeliveries.$inferInsert) =>
  db
    .insert(webhookDeliveries)
    .values(message)
    .onConflictDoUpdate({
      target: [webhookDeliveries.webhookId, webhookDeliveries.messageId],
      set: { state: 'waiting', attempts: 0, nextAttemptAt: message.nextAttemptAt },
      setWhere: eq(webhookDeliveries.state, 'dropped')
    })

type Receiver = Pick<typeof webhooks.$inferSelect, 'id' | 'agentId' | 'enabled'>

const answers = ({ agentId, enabled }: Receiver) => agentId !== null && enabled

/**
 * Handles the start or end of an external help desk when a receiver is created, changed or removed.
 * A new desk gets all open tickets. When a desk ends, its waiting messages are passed to the agents
 * here.
 * @param after undefined if the receiver is removed
 */
export async function followDesk(
  ctx: Context,
  before: Receiver | undefined,
  after: Receiver | undefined
): Promise<void> {
  const isSame = before !== undefined && answers(before) && before.agentId === after?.agentId
  if (after && answers(after)) {
    if (!isSame) await emit(ctx, 'desk.named', { webhookId: after.id, afterId: 0 })
  } else if (before && answers(before)) {
    await handOver(ctx, before.id, after?.agentId === before.agentId)
  }
}

/** @param keeps the receiver may be enabled again, so its messages stay queued */
async function handOver(ctx: Context, webhookId: number, keeps: boolean) {
  const isWaiting = and(
    eq(webhookDeliveries.webhookId, webhookId),
    inArray(webhookDeliveries.state, ['waiting', 'failed']),
    inArray(webhookDeliveries.type, [...deskEvents])
  )
  const columns = { type: webhookDeliveries.type, payload: webhookDeliveries.payload }
  const waited = keeps
    ? await ctx.db.select(columns).from(webhookDeliveries).where(isWaiting)
    : await ctx.db
        .update(webhookDeliveries)
        .set({ state: 'dropped', nextAttemptAt: null })
        .where(isWaiting)
        .returning(columns)
  if (waited.length === 0) return
  await emitAll(ctx, 'desk.left', ticketsOf(waited))
  await emit(ctx, 'desk.undelivered', { webhookId })
}

const asking: readonly string[] = ['ticket.opened', 'ticket.asked']

/** Whether a requester waits for an answer to a message of this type. */
export const isAsking = (type: string): boolean => asking.includes(type)

type Queued = Pick<typeof webhookDeliveries.$inferSelect, 'type' | 'payload'>

/**
 * The tickets among these messages in which a requester waits for an answer. Changes of state need
 * none.
 */
export function ticketsOf(messages: readonly Queued[]): { ticketId: number }[] {
  const unanswered = messages.filter(({ type }) => isAsking(type))
  const ids = new Set(unanswered.map(({ payload }) => Number(payload.ticketId)))
  return [...ids].map((ticketId) => ({ ticketId }))
}
