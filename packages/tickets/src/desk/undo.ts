import { and, eq, gt, isNull } from 'drizzle-orm'
import { holdsDesk } from '@stoa/accounts'
import {
  after,
  conflict,
  notFound,
  transaction,
  withoutIdempotencyKey,
  type Context
} from '@stoa/core'
import { applyChange } from './change-ticket.ts'
import { attemptMany } from './bulk.ts'
import { changedFields } from './acts.ts'
import { recallAnswer } from '../conversation/post-message.ts'
import { lockTicket, type Ticket } from '../policy.ts'
import { answersNow } from '../lifecycle/transitions.ts'
import { deskActs, tickets, type Filed, type TicketDifference } from '../schema.ts'

/** Milliseconds in which an act can be undone. */
const undoWithin = 3600_000
/**
 * Undoes an act of the actor within an hour. Tickets that were changed since are left as they are.
 * @throws Problem 404 for an act of somebody else, an old one, and one that was undone. Problems
 * with single tickets are listed in `refused`.
 */
export async function undoAct(given: Context, id: number) {
  const ctx = withoutIdempotencyKey(given)
  const changes = await transaction(given, (ctx) => claimAct(ctx, id))
  const byNumber = new Map(changes.map((change) => [change.number, change]))
  return attemptMany(ctx, [...byNumber.keys()], async (number) => {
    const change = byNumber.get(number)
    if (change) await transaction(ctx, (ctx) => restore(ctx, change))
  })
}

const endings = new Set<string>(['resolved', 'closed'])

/** Of two calls at once, only one undoes it. */
async function claimAct({ db, actor, now }: Context, id: number): Promise<TicketDifference[]> {
  const [act] = await db
    .update(deskActs)
    .set({ undoneAt: now })
    .where(
      and(
        ...[eq(deskActs.id, id), eq(deskActs.actorId, actor.id), isNull(deskActs.undoneAt)],
        gt(deskActs.createdAt, after(now, -undoWithin))
      )
    )
    .returning({ changes: deskActs.changes })
  if (!act) throw notFound()
  return act.changes
}

async function restore(ctx: Context, { number, before, after, messageId }: TicketDifference) {
  if (messageId !== undefined) return recallAnswer(ctx, number, messageId)
  const [found] = await ctx.db
    .select({ id: tickets.id })
    .from(tickets)
    .where(eq(tickets.number, number))
  if (!found) throw notFound()
  const ticket = await lockTicket(ctx, found.id)
  // The agent may have moved it to a topic that they do not answer.
  const topics = [ticket.topic, before.topic ?? ticket.topic]
  if (!topics.some((topic) => holdsDesk(ctx.actor, topic)) || ticket.requesterId === ctx.actor.id)
    throw notFound()
  const isSame = changedFields(after, ticket).length === 0
  // To end it again would ask and tell its requester anew.
  const endsAgain =
    before.state !== undefined && endings.has(before.state) && !endings.has(ticket.state)
  if (!isSame || endsAgain || ticket.mergedIntoId !== null) throw conflict('ticket_changed_since')
  await applyChange(ctx, ticket, await stillAssigned(ctx, ticket, before))
}

/** Its former assignee may have left the desk meanwhile. */
async function stillAssigned(ctx: Context, ticket: Ticket, before: Partial<Filed>) {
  const { assigneeId } = before
  if (!assigneeId) return before
  const topic = before.topic ?? ticket.topic
  return (await answersNow(ctx, assigneeId, { topic })) ? before : { ...before, assigneeId: null }
}
