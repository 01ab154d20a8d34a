import { and, asc, eq, gt, isNull, lte } from 'drizzle-orm'
import { emit, guest, transaction, type Context } from '@stoa/core'
import { attemptEach } from '@stoa/core/server'
import { answersNow, setState } from '../lifecycle/transitions.ts'
import { isOpen } from '../lifecycle/states.ts'
import { lockTicket, type Ticket } from '../policy.ts'
import { ticketFacts, ticketMessages, tickets } from '../schema.ts'
import { updateSlaClock } from '../service-levels/deadlines.ts'

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
  await attemptEach(due, (row) => transaction(ctx, (ctx) => deliver(ctx, row)))
}

type Due = Pick<typeof ticketMessages.$inferSelect, 'id' | 'ticketId'>

/**
 * Delivers an answer, once. The ticket changes only now, so that a recalled answer leaves no trace
 * that its requester or colleagues could see.
 */
async function deliver(ctx: Context, { id, ticketId }: Due): Promise<void> {
  const ticket = await lockTicket(ctx, ticketId)
  const [answer] = await ctx.db
    .update(ticketMessages)
    .set({ notifiedAt: ctx.now })
    .where(and(eq(ticketMessages.id, id), isNull(ticketMessages.notifiedAt)))
    .returning()
  if (!answer) return
  // A message without an author is delivered when it is written.
  if (answer.authorId !== null) await take(ctx, ticket, { ...answer, authorId: answer.authorId })
  // The event has no actor, so that requesters who muted the agent are notified too.
  await emit({ ...ctx, actor: guest }, 'ticket.answered', { ticketId, messageId: id })
}

type Answer = typeof ticketMessages.$inferSelect & { authorId: number }

/** The first answer assigns the ticket to its author, if they still answer such tickets. */
async function take(ctx: Context, ticket: Ticket, answer: Answer) {
  const { authorId, sentAt } = answer
  const author = (await answersNow(ctx, authorId, ticket)) ? authorId : null
  await ctx.db
    .update(tickets)
    .set({
      firstAnsweredAt: ticket.firstAnsweredAt ?? sentAt,
      lastAnsweredAt: sentAt,
      assigneeId: ticket.assigneeId ?? author
    })
    .where(eq(tickets.id, ticket.id))
  await applyState(ctx, ticket, answer)
}

async function applyState(ctx: Context, ticket: Ticket, answer: Answer) {
  const asAuthor = { ...ctx, actor: { ...ctx.actor, id: answer.authorId } }
  const state = await stateAfter(ctx, ticket, answer)
  if (isOpen(ticket.state) && state !== ticket.state)
    await setState(asAuthor, ticket, { state, withAnswer: true })
  else if (!ticket.firstAnsweredAt) await updateSlaClock(ctx, ticket.id)
}

/** A ticket does not wait for a requester who has replied since the answer was sent. */
async function stateAfter(ctx: Context, { state }: Ticket, answer: Answer) {
  const { nextState } = answer
  const isMoot = nextState === 'waiting_on_requester' && (await hasRepliedSince(ctx, answer))
  if (nextState && !isMoot) return nextState
  return state === 'new' ? 'open' : state
}

/** Whether the requester has written or given facts since. */
async function hasRepliedSince({ db }: Context, { id, ticketId, createdAt }: Answer) {
  const isReply = and(
    ...[eq(ticketMessages.ticketId, ticketId), eq(ticketMessages.side, 'requester')],
    gt(ticketMessages.id, id)
  )
  if ((await db.$count(ticketMessages, isReply)) > 0) return true
  const isNew = and(eq(ticketFacts.ticketId, ticketId), gt(ticketFacts.updatedAt, createdAt))
  return (await db.$count(ticketFacts, isNew)) > 0
}

/** The desk has set a state since: answers not yet delivered change it no more. */
export const dropNextStates = ({ db }: Context, ticketId: number) =>
  db
    .update(ticketMessages)
    .set({ nextState: null })
    .where(and(eq(ticketMessages.ticketId, ticketId), isNull(ticketMessages.notifiedAt)))
