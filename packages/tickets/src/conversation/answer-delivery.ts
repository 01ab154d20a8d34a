import { and, asc, eq, gt, isNull, lte } from 'drizzle-orm'
import { emit, guest, transaction, type Context } from '@stoa/core'
import { attemptEach } from '@stoa/core/server'
import { setState } from '../lifecycle/transitions.ts'
import { isOpen } from '../lifecycle/states.ts'
import { lockTicket, type Ticket } from '../finding.ts'
import { answersNow } from '../lifecycle/unassigning.ts'
import { ticketMessages, tickets } from '../schema.ts'
import { updateSlaClock } from '../service-levels/due.ts'

type Answer = { id: number; ticketId: number }

const batchSize = 200

/**
 * Timed task: delivers answers that can no longer be recalled. If one fails, the others are still
 * delivered, and it is retried at the next run.
 * @throws AggregateError after all others were delivered
 */
export async function announceAnswers(ctx: Context): Promise<void> {
  const due = await ctx.db
    .select({ id: ticketMessages.id, ticketId: ticketMessages.ticketId })
    .from(ticketMessages)
    .where(and(isNull(ticketMessages.notifiedAt), lte(ticketMessages.sentAt, ctx.now)))
    .orderBy(asc(ticketMessages.sentAt))
    .limit(batchSize)
  await attemptEach(due, (row) => transaction(ctx, (ctx) => deliverAnswers(ctx, row)))
}

/**
 * Delivers an answer, once. The ticket changes only now, so that a recalled answer leaves no trace
 * that its requester or colleagues could see.
 */
async function deliverAnswers(ctx: Context, { id, ticketId }: Answer): Promise<void> {
  const ticket = await lockTicket(ctx, ticketId)
  const [answer] = await ctx.db
    .update(ticketMessages)
    .set({ notifiedAt: ctx.now })
    .where(and(eq(ticketMessages.id, id), isNull(ticketMessages.notifiedAt)))
    .returning({
      authorId: ticketMessages.authorId,
      sentAt: ticketMessages.sentAt,
      nextState: ticketMessages.nextState
    })
  if (!answer) return
  const { authorId, ...sent } = answer
  // A message without an author is delivered when it is written.
  if (authorId !== null) {
    const nextState = (await hasWrittenSince(ctx, ticket, id)) ? null : sent.nextState
    await take(ctx, ticket, { ...sent, authorId, nextState })
  }
  // The event has no actor, so that requesters who muted the agent are notified too.
  await emit({ ...ctx, actor: guest }, 'ticket.answered', { ticketId, messageId: id })
}

/** Whether the requester has written since: the ticket does not wait for them then. */
async function hasWrittenSince({ db }: Context, { id }: Ticket, messageId: number) {
  const isReply = and(
    ...[eq(ticketMessages.ticketId, id), eq(ticketMessages.side, 'requester')],
    gt(ticketMessages.id, messageId)
  )
  return (await db.$count(ticketMessages, isReply)) > 0
}

type Sent = { authorId: number; sentAt: string; nextState: Ticket['state'] | null }

/** The first answer assigns the ticket to its author, if they still answer such tickets. */
async function take(ctx: Context, ticket: Ticket, { authorId, sentAt, nextState }: Sent) {
  const author = (await answersNow(ctx, authorId, ticket)) ? authorId : null
  await ctx.db
    .update(tickets)
    .set({
      firstAnsweredAt: ticket.firstAnsweredAt ?? sentAt,
      lastAnsweredAt: sentAt,
      assigneeId: ticket.assigneeId ?? author
    })
    .where(eq(tickets.id, ticket.id))
  const asAuthor = { ...ctx, actor: { ...ctx.actor, id: authorId } }
  const state = nextState ?? (ticket.state === 'new' ? 'open' : ticket.state)
  if (isOpen(ticket.state) && state !== ticket.state) await setState(asAuthor, ticket, { state })
  else if (!ticket.firstAnsweredAt) await updateSlaClock(ctx, ticket.id)
}
