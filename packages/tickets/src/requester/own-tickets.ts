import { and, desc, eq, lt } from 'drizzle-orm'
import type { z } from 'zod'
import { emit, transaction, type Context } from '@stoa/core'
import { removeHistory } from '@stoa/threads'
import { decodeCursor, idKey, paged } from '@stoa/core/data'
import { threads } from '@stoa/threads/tables'
import { setState } from '../lifecycle/transitions.ts'
import { authorize, findOwn, isOpenTicket, lockTicket, ownTickets } from '../policy.ts'
import { addTicketHistory } from '../lifecycle/history.ts'
import { prepareMessage, storeMessage } from '../conversation/messages.ts'
import type { TicketRow } from '../shapes.ts'
import type { ticketQuery } from '../escalation/contract.ts'
import { tickets } from '../schema.ts'
import { rowColumns, rowOf } from '../conversation/ticket-row.ts'

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

type Query = z.output<typeof ticketQuery>

const pageSize = 20

/** Lists the actor's own tickets, newest first. */
export async function listOwn(ctx: Context, { thread, open, cursor }: Query) {
  const [before] = cursor ? decodeCursor(cursor, idKey) : []
  const rows = await ctx.db
    .select(rowColumns(ctx))
    .from(tickets)
    .leftJoin(threads, eq(threads.id, tickets.threadId))
    .where(
      and(
        ownTickets(ctx.actor),
        thread ? eq(tickets.threadId, thread) : undefined,
        open ? isOpenTicket : undefined,
        before ? lt(tickets.id, before) : undefined
      )
    )
    .orderBy(desc(tickets.id))
    .limit(pageSize + 1)
  const { items, next } = paged(rows, pageSize, ({ id }) => [id])
  return { items: items.map((row): TicketRow => rowOf(row)), next }
}
