import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import { transaction, type Context } from '@stoa/core'
import { eraseUploadsOf } from '@stoa/uploads'
import { setState } from '../lifecycle/transitions.ts'
import { lockTickets, withMerged, type Ticket } from '../policy.ts'
import { isOnHold } from '../holds/propose.ts'
import { withdrawProposed } from '../escalation/official-answer.ts'
import { endSurveys, eraseComments } from '../satisfaction/survey.ts'
import {
  deskActs,
  ticketAnswers,
  ticketFacts,
  ticketHistory,
  ticketMessages,
  tickets
} from '../schema.ts'

/**
 * Effect of `user.erased`: erases the texts, facts and files of the user's tickets. The rows stay
 * for statistics. Tickets under a hold are erased when it ends.
 */
export async function eraseTicketsOf(ctx: Context, { userId }: { userId: number }): Promise<void> {
  await transaction(ctx, async (ctx) => {
    // Tickets are merged only into others of the same requester, so these are all.
    const own = await lockTickets(ctx, eq(tickets.requesterId, userId))
    const held = new Set(own.filter((one) => isOnHold(one, ctx.now)).map(({ id }) => id))
    // A merge moves the hold, but leaves facts that differ.
    for (const ticket of own)
      if (!held.has(ticket.mergedIntoId ?? ticket.id)) await eraseTicket(ctx, ticket)
  })
}

/**
 * Erases a ticket of a user who was erased and those merged into it, in the transaction of `ctx`.
 */
export async function eraseWithMerged(ctx: Context, id: number): Promise<void> {
  for (const ticket of await lockTickets(ctx, withMerged(id))) await eraseTicket(ctx, ticket)
}

async function eraseTicket(ctx: Context, ticket: Ticket) {
  const { id } = ticket
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
  await eraseComments(ctx, [id])
  await endSurveys(ctx, id)
  await ctx.db.delete(ticketFacts).where(eq(ticketFacts.ticketId, id))
  await ctx.db
    .update(tickets)
    .set({ subject: '', tags: [], followUpSince: null })
    .where(eq(tickets.id, id))
  await eraseTags(ctx, ticket)
}

/** Also where an agent could still undo them. */
async function eraseTags({ db }: Context, { id, number }: Ticket) {
  const { ticketId, kind } = ticketHistory
  await db
    .update(ticketHistory)
    .set({ detail: null })
    .where(and(eq(ticketId, id), inArray(kind, ['tagged', 'untagged'])))
  const named = JSON.stringify([{ number }])
  await db.execute(sql`update ${deskActs} set changes = (
    select jsonb_agg(case change ->> 'number' when ${number}
      then change #- '{before,tags}' #- '{after,tags}' else change end order by at)
    from jsonb_array_elements(changes) with ordinality as one (change, at))
    where changes @> ${named}::text::jsonb`)
}

/** Published answers stay: they are part of their threads. */
async function eraseAnswers(ctx: Context, ticketId: number) {
  await withdrawProposed(ctx, ticketId)
  await ctx.db
    .update(ticketAnswers)
    .set({ body: '' })
    .where(and(eq(ticketAnswers.ticketId, ticketId), ne(ticketAnswers.state, 'published')))
}
