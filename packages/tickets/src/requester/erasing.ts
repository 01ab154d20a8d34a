import { and, asc, eq, ne } from 'drizzle-orm'
import { transaction, type Context } from '@stoa/core'
import { eraseUploadsOf } from '@stoa/uploads'
import { setState } from '../lifecycle/transitions.ts'
import { lockTicket, type Ticket } from '../finding.ts'
import { isOnHold } from '../holds/proposing.ts'
import { withdrawProposed } from '../escalation/official-answer.ts'
import { ticketAnswers, ticketFacts, ticketMessages, tickets } from '../schema.ts'

/**
 * Effect of `user.erased`: erases the texts, facts and files of the user's tickets. The rows stay
 * for statistics. Tickets under a hold are erased when it ends.
 */
export async function eraseTicketsOf(ctx: Context, { userId }: { userId: number }): Promise<void> {
  const own = await ctx.db
    .select({ id: tickets.id, mergedIntoId: tickets.mergedIntoId })
    .from(tickets)
    .where(eq(tickets.requesterId, userId))
  for (const ticket of own)
    await transaction(ctx, async (ctx) => {
      if (!isOnHold(await lockHolder(ctx, ticket), ctx.now)) await eraseTicket(ctx, ticket.id)
    })
}

/**
 * Locks a ticket and the one that it was merged into, in the order of `mergeTicket`. Returns the
 * one whose hold counts: a merge moves the hold, but leaves facts that differ.
 */
async function lockHolder(ctx: Context, { id, mergedIntoId }: Pick<Ticket, 'id' | 'mergedIntoId'>) {
  const pair = [id, mergedIntoId ?? id].sort((a, b) => a - b)
  for (const one of pair) await lockTicket(ctx, one)
  // It may have been merged since it was read.
  const locked = await lockTicket(ctx, id)
  return lockTicket(ctx, locked.mergedIntoId ?? id)
}

/**
 * Erases a ticket of a user who was erased and those merged into it, in the transaction of `ctx`.
 */
export async function eraseWithMerged(ctx: Context, id: number): Promise<void> {
  await eraseTicket(ctx, id)
  const merged = await ctx.db
    .select({ id: tickets.id })
    .from(tickets)
    .where(eq(tickets.mergedIntoId, id))
    .orderBy(asc(tickets.id))
  for (const one of merged) await eraseTicket(ctx, one.id)
}

async function eraseTicket(ctx: Context, id: number) {
  const ticket = await lockTicket(ctx, id)
  if (ticket.state !== 'closed')
    await setState(ctx, ticket, { state: 'closed', outcome: ticket.outcome ?? 'withdrawn' })
  const messages = await ctx.db
    .update(ticketMessages)
    .set({ body: '', html: '' })
    .where(eq(ticketMessages.ticketId, id))
    .returning({ id: ticketMessages.id })
  const ids = messages.map((message) => message.id)
  await eraseUploadsOf(ctx, 'ticket_message', ids)
  await eraseAnswers(ctx, id)
  await ctx.db.delete(ticketFacts).where(eq(ticketFacts.ticketId, id))
  await ctx.db.update(tickets).set({ subject: '' }).where(eq(tickets.id, id))
}

/** Published answers stay: they are part of their threads. */
async function eraseAnswers(ctx: Context, ticketId: number) {
  await withdrawProposed(ctx, ticketId)
  await ctx.db
    .update(ticketAnswers)
    .set({ body: '' })
    .where(and(eq(ticketAnswers.ticketId, ticketId), ne(ticketAnswers.state, 'published')))
}
