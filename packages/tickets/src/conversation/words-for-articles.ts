import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lte, ne } from 'drizzle-orm'
import { conflict, type Context } from '@stoa/core'
import { threads } from '@stoa/threads/tables'
import { findLeaks } from '../facts/fact-leak-check.ts'
import { deskTickets, findAsDesk, lockTicket, type Ticket } from '../policy.ts'
import { recordRead } from './read-log.ts'
import { savedReplies, ticketAnswers, ticketMessages, tickets } from '../schema.ts'
import { byName } from '../desk/filled-replies.ts'
import { articlesIn } from '../desk/reply-articles.ts'

/**
 * Implements the port with which an article is made of a resolved ticket: its first message, and
 * what answered it. Notes and facts are no part of it.
 * @throws Problem as the port says
 */
export async function resolvedTicket(ctx: Context, number: string) {
  const { id } = await findAsDesk(ctx, number)
  const ticket = await lockTicket(ctx, id)
  await recordRead(ctx, ticket, 'ticket')
  if (!isResolved(ticket)) throw conflict('ticket_not_resolved')
  const proposed = await publicAnswerOf(ctx, id)
  if (proposed?.state === 'objected') throw conflict('ticket_answer_objected')
  const question = await messageOf(ctx, ticket, 'requester')
  const answer = await messageOf(ctx, ticket, 'desk')
  if (!answer) throw conflict('ticket_without_answer')
  return {
    ...{ ticketId: id, title: await titleOf(ctx, ticket), language: ticket.language },
    question: question ?? { authorId: ticket.requesterId, text: '' },
    answer: { ...answer, text: proposed?.body || answer.text }
  }
}

const isResolved = ({ state, outcome }: Ticket) =>
  state === 'resolved' || (state === 'closed' && outcome === 'resolved')

/** The first message of the requester, or the last one of the desk that they got from a person. */
async function messageOf({ db, now }: Context, { id }: Ticket, side: 'requester' | 'desk') {
  const { id: messageId, authorId, body, automatic, audience, sentAt } = ticketMessages
  const isSaid = and(eq(audience, 'requester'), isNull(automatic), lte(sentAt, now), ne(body, ''))
  const [found] = await db
    .select({ authorId, text: body })
    .from(ticketMessages)
    .where(
      and(
        ...[eq(ticketMessages.ticketId, id), eq(ticketMessages.side, side), isSaid],
        ...[isNotNull(authorId), gt(authorId, 0)]
      )
    )
    .orderBy(side === 'requester' ? asc(messageId) : desc(messageId))
    .limit(1)
  return found && { authorId: found.authorId ?? 0, text: found.text }
}

/** The answer that was written for everybody, if there is one. */
async function publicAnswerOf({ db }: Context, ticketId: number) {
  const [found] = await db
    .select({ body: ticketAnswers.body, state: ticketAnswers.state })
    .from(ticketAnswers)
    .where(eq(ticketAnswers.ticketId, ticketId))
    .orderBy(desc(ticketAnswers.id))
    .limit(1)
  return found
}

async function titleOf({ db }: Context, { subject, threadId }: Ticket): Promise<string> {
  if (subject !== null || threadId === null) return subject ?? ''
  const [thread] = await db
    .select({ title: threads.title })
    .from(threads)
    .where(eq(threads.id, threadId))
  return thread?.title ?? ''
}

/** Implements the port that says which of these tickets the actor answers. */
export async function answeredTickets(
  { db, actor }: Context,
  ids: readonly number[]
): Promise<Set<number>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .select({ id: tickets.id })
    .from(tickets)
    .where(and(deskTickets(actor), inArray(tickets.id, [...ids])))
  return new Set(rows.map(({ id }) => id))
}

/** Implements the port that finds a ticket's facts, number or files in texts for the public. */
export async function leaksIn(
  ctx: Context,
  ticketId: number,
  texts: readonly string[]
): Promise<boolean[]> {
  const [ticket] = await ctx.db
    .select({ id: tickets.id, number: tickets.number })
    .from(tickets)
    .where(eq(tickets.id, ticketId))
  if (!ticket) return texts.map(() => false)
  return (await findLeaks(ctx, ticket, texts)).map((leak) => leak !== null)
}

/** Implements the port that finds such in one text. */
export const leaksOf = async (ctx: Context, ticketId: number, text: string): Promise<boolean> =>
  (await leaksIn(ctx, ticketId, [text])).includes(true)

/** Implements the port that lists saved replies that name articles, with the names as written. */
export async function repliesNamingArticles(ctx: Context) {
  const { id, names, body } = savedReplies
  const rows = await ctx.db.select({ id, names, body }).from(savedReplies)
  return byName(ctx, rows).flatMap(({ id, name, language, body }) => {
    const articles = [...new Set(Object.values(body).flatMap(articlesIn))]
    return articles.length > 0 ? [{ id, name, language, articles }] : []
  })
}
