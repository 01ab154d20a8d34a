import { and, asc, eq, gt, inArray, ne, notInArray } from 'drizzle-orm'
import { findRecipient } from '@stoa/accounts'
import type { Context } from '@stoa/core'
import { deskTickets } from './policy.ts'
import { ticketMessages, tickets } from './schema.ts'

type Word = {
  type: 'ticket.opened' | 'ticket.asked'
  payload: { ticketId: number; messageId?: number }
  createdAt: string
}

/** Which tickets: those behind an id, or one. */
type Which = { afterId: number } | { ticketId: number }

const batchSize = 100

/**
 * What requesters said in open tickets that a user answers, in the shape of the events that told of it,
 * oldest first within a ticket; of so many tickets at once.
 * @returns `lastId`: of the last ticket, where more may follow
 */
export async function openTicketsFor(
  ctx: Context,
  userId: number,
  which: Which
): Promise<{ words: Word[]; lastId?: number }> {
  const agent = await findRecipient(ctx, userId)
  if (!agent) return { words: [] }
  const rows = await ctx.db
    .select({ id: tickets.id, createdAt: tickets.createdAt })
    .from(tickets)
    .where(
      and(
        'ticketId' in which ? eq(tickets.id, which.ticketId) : gt(tickets.id, which.afterId),
        notInArray(tickets.state, ['resolved', 'closed']),
        deskTickets(agent.actor)
      )
    )
    .orderBy(asc(tickets.id))
    .limit(batchSize)
  const asked = await askedIn(
    ctx,
    rows.map(({ id }) => id)
  )
  const words = rows.flatMap(({ id, createdAt }) => wordsOf(id, createdAt, asked))
  return { words, lastId: rows.length === batchSize ? rows.at(-1)?.id : undefined }
}

type Asked = Awaited<ReturnType<typeof askedIn>>

const askedIn = ({ db }: Context, ids: number[]) =>
  db
    .select({
      id: ticketMessages.id,
      ticketId: ticketMessages.ticketId,
      createdAt: ticketMessages.createdAt
    })
    .from(ticketMessages)
    .where(and(inArray(ticketMessages.ticketId, ids), ne(ticketMessages.side, 'desk')))
    .orderBy(asc(ticketMessages.id))

/** The first message comes with the ticket. */
function wordsOf(ticketId: number, createdAt: string, asked: Asked): Word[] {
  const [, ...later] = asked.filter((message) => message.ticketId === ticketId)
  return [
    { type: 'ticket.opened', payload: { ticketId }, createdAt },
    ...later.map((message) => ({
      type: 'ticket.asked' as const,
      payload: { ticketId, messageId: message.id },
      createdAt: message.createdAt
    }))
  ]
}
