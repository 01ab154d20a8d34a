import { emit, transaction, type Context } from '@stoa/core'
import { removeHistory } from '@stoa/threads'
import { setState } from '../lifecycle/transitions.ts'
import { findOwn, lockTicket } from '../finding.ts'
import { addTicketHistory } from '../lifecycle/history.ts'
import { prepareMessage, storeMessage } from '../conversation/messages.ts'
import { authorize } from '../policy.ts'

/**
 * Closes an own ticket. A resolved ticket keeps its outcome; any other is withdrawn.
 * @throws Problem 404
 */
export async function closeOwn(ctx: Context, number: string): Promise<void> {
  const { id } = await findOwn(ctx, number)
  await transaction(ctx, async (ctx) => {
    const ticket = await lockTicket(ctx, id)
    if (ticket.state === 'closed') return
    const outcome = ticket.state === 'resolved' ? 'resolved' : 'withdrawn'
    await setState(ctx, ticket, { state: 'closed', outcome })
  })
}

/**
 * Reopens a resolved ticket, with the requester's reason.
 * @throws Problem 404; 409 `ticket_not_reopenable` unless it was resolved within seven days,
 * `ticket_open_already`; 422 for a text that is refused
 */
export async function reopenOwnTicket(ctx: Context, number: string, body: string): Promise<void> {
  const { id } = await findOwn(ctx, number)
  const written = { body, audience: 'requester', side: 'requester' } as const
  const message = await prepareMessage(ctx, written)
  await transaction(ctx, async (ctx) => {
    const ticket = await lockTicket(ctx, id)
    authorize.reopen(ticket, ctx.now)
    await addTicketHistory(ctx, id, 'reopened')
    await setState(ctx, ticket, { state: 'open' })
    const { id: messageId } = await storeMessage(ctx, ticket, message)
    await emit(ctx, 'ticket.asked', { ticketId: id, messageId })
  })
}

/**
 * Declines a ticket that a moderator opened for the actor, and removes its traces from the thread.
 * @throws Problem 404, 409 `ticket_not_declinable` after the requester has taken part in it
 */
export async function decline(ctx: Context, number: string): Promise<void> {
  const { id } = await findOwn(ctx, number)
  await transaction(ctx, async (ctx) => {
    const ticket = await lockTicket(ctx, id)
    authorize.decline(ticket)
    const { threadId, createdAt } = ticket
    if (threadId !== null) await removeHistory(ctx, threadId, 'escalated', createdAt)
    await addTicketHistory(ctx, id, 'declined')
    await setState(ctx, ticket, { state: 'closed', outcome: 'declined' })
  })
}
