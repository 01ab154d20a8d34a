import { eq, and, asc, lte } from 'drizzle-orm'
import { conflict, transaction, after, type Context } from '@stoa/core'
import {
  agentNumber,
  prepareMessage,
  storeMessage,
  type Prepared
} from '../conversation/messages.ts'
import { setState } from './transitions.ts'
import type { Resolution } from '../desk/contract.ts'
import { findAsDesk, lockTicket, reopenedWithin, type Ticket } from '../policy.ts'
import { checkNews } from '../conversation/post-message.ts'
import { checkAnswer, proposeAnswer } from '../escalation/official-answer.ts'
import { tickets } from '../schema.ts'

/**
 * Resolves a ticket with a final message to its requester, who may reopen it within seven days, and
 * optionally proposes a public answer.
 * @throws Problem 404; 409 `ticket_closed`, `ticket_resolved`, `ticket_has_news`, `ticket_without_thread`; 422 for a
 * text that is refused, on `publishToThread` for one that contains a fact, the number or a file
 */
export async function resolve(ctx: Context, number: string, resolution: Resolution) {
  const { summary, publishToThread, lastSeen } = resolution
  const ticket = await findAsDesk(ctx, number)
  if (publishToThread) await checkAnswer(ctx, ticket, publishToThread)
  const message = await prepareMessage(ctx, lastWords(summary), 'summary')
  await transaction(ctx, async (ctx) => {
    const locked = await lockTicket(ctx, ticket.id)
    await checkNews(ctx, ticket, lastSeen)
    await end(ctx, locked, message, { state: 'resolved', outcome: null })
    if (publishToThread) await proposeAnswer(ctx, ticket, publishToThread)
  })
}

/**
 * Returns a ticket to the community, with the reason for its requester: its subject can be settled
 * in public.
 * @throws Problem as `resolve`; 409 `ticket_without_thread`
 */
export async function returnToCommunity(ctx: Context, number: string, reason: string) {
  const { id, threadId } = await findAsDesk(ctx, number)
  if (threadId === null) throw conflict('ticket_without_thread')
  const message = await prepareMessage(ctx, lastWords(reason), 'reason')
  await transaction(ctx, async (ctx) =>
    end(ctx, await lockTicket(ctx, id), message, { state: 'closed', outcome: 'returned' })
  )
}

const lastWords = (body: string) =>
  ({ body, audience: 'requester', side: 'desk', isLast: true }) as const

type End = Parameters<typeof setState>[2]

/** Ends a locked ticket with a message. */
async function end(ctx: Context, ticket: Ticket, message: Prepared, next: End): Promise<void> {
  if (ticket.state === 'closed') throw conflict('ticket_closed')
  if (ticket.state === 'resolved') throw conflict('ticket_resolved')
  await agentNumber(ctx)
  await storeMessage(ctx, ticket, message)
  await takeOver(ctx, ticket)
  await setState(ctx, ticket, next)
}

const takeOver = ({ db, actor, now }: Context, ticket: Ticket) =>
  db
    .update(tickets)
    .set({
      firstAnsweredAt: ticket.firstAnsweredAt ?? now,
      lastAnsweredAt: now,
      assigneeId: ticket.assigneeId ?? actor.id
    })
    .where(eq(tickets.id, ticket.id))

const batchSize = 200

/** Timed task: closes resolved tickets that were not reopened in time. */
export async function closeResolved(ctx: Context): Promise<void> {
  const due = await ctx.db
    .select({ id: tickets.id })
    .from(tickets)
    .where(
      and(eq(tickets.state, 'resolved'), lte(tickets.resolvedAt, after(ctx.now, -reopenedWithin)))
    )
    .orderBy(asc(tickets.resolvedAt))
    .limit(batchSize)
  for (const { id } of due)
    await transaction(ctx, async (ctx) => {
      const ticket = await lockTicket(ctx, id)
      if (ticket.state !== 'resolved') return
      await setState(ctx, ticket, { state: 'closed', outcome: 'resolved' })
    })
}
