import { and, eq, gt, isNull, ne, or } from 'drizzle-orm'
import { conflict, emit, invalid, transaction, type Context } from '@stoa/core'
import { deleteDraft, putBackInDraft } from '@stoa/threads'
import { detachUploads } from '@stoa/uploads'
import { agentNumber, prepareMessage, storeMessage } from './messages.ts'
import { setState } from '../lifecycle/transitions.ts'
import type { MessageInput } from './message-contract.ts'
import {
  authorize,
  findAsDesk,
  findTicket,
  lockTicket,
  recallableMessages,
  type Ticket
} from '../policy.ts'
import { ticketMessages, tickets } from '../schema.ts'

/**
 * Writes a message into a ticket: as its requester, or as the desk to the requester or as an
 * internal note.
 * @returns time until which the desk can recall it
 * @throws Problem 404; 403 for a note by the requester; 409 `ticket_closed`, `ticket_resolved`,
 * `ticket_has_news`; 422 for a text that is refused, more than ten files, or a `state` with anything
 * but an answer of the desk
 */
export async function postMessage(ctx: Context, number: string, input: MessageInput) {
  const ticket = await findTicket(ctx, number)
  authorize.write(ticket, input.audience)
  const isAnswer = ticket.view === 'desk' && input.audience === 'requester'
  if (input.state && !isAnswer) throw invalid('state', 'field_invalid')
  const message = await prepareMessage(ctx, { ...input, side: ticket.view })
  return transaction(ctx, async (ctx) => {
    const locked = await lockTicket(ctx, ticket.id)
    authorize.write({ ...locked, view: ticket.view }, input.audience)
    await checkNews(ctx, ticket, input.lastSeen)
    const stored = await storeMessage(ctx, ticket, message)
    await deleteDraft(ctx, `ticket:${number}`)
    if (ticket.view === 'requester') await receiveRequester(ctx, locked, stored.id)
    else if (input.audience === 'requester') await agentNumber(ctx)
    else await receiveNote(ctx, locked, message.mentionedIds)
    return stored
  })
}

/**
 * Two agents who answer at once: the second sees what the first wrote before sending.
 * @throws Problem 409 `ticket_has_news`
 */
export async function checkNews(
  { db, actor }: Context,
  { id }: Pick<Ticket, 'id'>,
  lastSeen: number | undefined
) {
  if (lastSeen === undefined) return
  const isNews = and(
    ...[eq(ticketMessages.ticketId, id), gt(ticketMessages.id, lastSeen)],
    // What a rule sent has no author.
    or(isNull(ticketMessages.authorId), ne(ticketMessages.authorId, actor.id))
  )
  const [news] = await db
    .select({ id: ticketMessages.id })
    .from(ticketMessages)
    .where(isNews)
    .limit(1)
  if (news) throw conflict('ticket_has_news')
}

/**
 * Notifies the colleagues mentioned in a note. Mentioned users who do not answer such tickets are
 * not notified.
 */
async function receiveNote(ctx: Context, { id }: Ticket, userIds: readonly number[]) {
  await emit(ctx, 'ticket.noted', { ticketId: id })
  if (userIds.length > 0)
    await emit(ctx, 'ticket.mentioned', { ticketId: id, userIds: [...userIds] })
}

/** A requester who writes confirms the ticket and ends its snoozing. */
async function receiveRequester(ctx: Context, ticket: Ticket, messageId: number) {
  const { id } = ticket
  const confirmedAt = ticket.confirmedAt ?? ctx.now
  const values = { confirmedAt, snoozedUntil: null }
  await ctx.db.update(tickets).set(values).where(eq(tickets.id, id))
  if (ticket.state === 'waiting_on_requester') await setState(ctx, ticket, { state: 'open' })
  await emit(ctx, 'ticket.asked', { ticketId: id, messageId })
}

/**
 * Recalls the actor's message, which the requester has not seen yet, and puts its text into the
 * actor's draft.
 * @throws Problem 404; 409 `ticket_message_sent` if it was delivered already, `draft_full` if
 * message and draft do not fit together
 */
export async function recallAnswer(ctx: Context, number: string, id: number): Promise<void> {
  const ticket = await findAsDesk(ctx, number)
  const isIt = and(eq(ticketMessages.id, id), eq(ticketMessages.ticketId, ticket.id))
  await transaction(ctx, async (ctx) => {
    // The lock keeps a message from being delivered and recalled at the same time.
    await lockTicket(ctx, ticket.id)
    const [taken] = await ctx.db
      .delete(ticketMessages)
      .where(and(isIt, recallableMessages(ctx)))
      .returning({ body: ticketMessages.body })
    if (!taken) throw conflict('ticket_message_sent')
    await detachUploads(ctx, { kind: 'ticket_message', id })
    await putBackInDraft(ctx, `ticket:${number}`, taken.body)
  })
}
