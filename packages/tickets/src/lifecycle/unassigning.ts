import { and, eq, ne } from 'drizzle-orm'
import { holdsDesk } from '@stoa/accounts'
import { findRecipient } from '@stoa/accounts/recipients'
import { transaction, type Context } from '@stoa/core'
import { lockTicket, type Ticket } from '../finding.ts'
import { addTicketHistory } from './history.ts'
import { tickets } from '../schema.ts'

/** Whether a user currently answers tickets of the topic. */
export async function answersNow(ctx: Context, userId: number, { topic }: Pick<Ticket, 'topic'>) {
  const found = await findRecipient(ctx, userId)
  return found !== undefined && holdsDesk(found.actor, topic)
}

/**
 * Effect of a changed role or a closed account: unassigns the user's tickets that they may no
 * longer answer, so that colleagues find them. Closed tickets are unassigned when they are
 * reopened.
 */
export async function unassignTickets(ctx: Context, { userId }: { userId: number }): Promise<void> {
  const theirs = await ctx.db
    .select({ id: tickets.id })
    .from(tickets)
    .where(and(eq(tickets.assigneeId, userId), ne(tickets.state, 'closed')))
    .orderBy(tickets.id)
  for (const { id } of theirs)
    await transaction(ctx, async (ctx) => {
      const ticket = await lockTicket(ctx, id)
      if (ticket.assigneeId === userId) await unassign(ctx, ticket)
    })
}

/** Unassigns a locked ticket if its assignee may no longer answer it. */
export async function unassign(ctx: Context, ticket: Pick<Ticket, 'id' | 'assigneeId' | 'topic'>) {
  const { id, assigneeId } = ticket
  if (assigneeId === null || (await answersNow(ctx, assigneeId, ticket))) return
  await ctx.db.update(tickets).set({ assigneeId: null }).where(eq(tickets.id, id))
  await addTicketHistory(ctx, id, 'assigned')
}
