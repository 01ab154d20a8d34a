import { and, eq, inArray } from 'drizzle-orm'
import { emit, emitAll, type Context } from '@stoa/core'
import { deskEvents, webhookDeliveries, type webhooks } from './schema.ts'

/** What a desk elsewhere is to hear of a ticket, in the shape of the event that it missed. */
export type Missed = {
  type: 'ticket.opened' | 'ticket.asked'
  payload: { ticketId: number; messageId?: number }
  createdAt: string
}

/**
 * Puts into the queue of a desk elsewhere what it was never told of: what it was told has a line in the
 * log under the same `webhook-id`, and what was forgotten there is known to it by that.
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

/** The name of a message: of what a requester said always the same one, of other things one by event. */
export function messageIdOf(type: string, payload: Record<string, unknown>, eventId: number) {
  if (type === 'ticket.opened') return `msg_opened_${Number(payload.ticketId)}`
  if (type === 'ticket.asked') return `msg_asked_${Number(payload.messageId)}`
  return `msg_${eventId}`
}

/** Adds a message to a queue unless it stands there; one of which nothing was sent waits anew. */
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
 * What follows when a receiver is made, changed or removed: one that begins to answer tickets hears of
 * those that are open; of one that ceases to, what waited for it is told to the people here.
 * @param after undefined: it is removed
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

/** @param keeps it may be switched on again: then it still hears of them */
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

/** Whether somebody waits for an answer to what a message of this type says. */
export const isAsking = (type: string): boolean => asking.includes(type)

type Queued = Pick<typeof webhookDeliveries.$inferSelect, 'type' | 'payload'>

/** The tickets in which somebody waits for an answer to what these say; a new state asks for none. */
export function ticketsOf(messages: readonly Queued[]): { ticketId: number }[] {
  const unanswered = messages.filter(({ type }) => isAsking(type))
  const ids = new Set(unanswered.map(({ payload }) => Number(payload.ticketId)))
  return [...ids].map((ticketId) => ({ ticketId }))
}
