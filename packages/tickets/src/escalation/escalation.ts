import { and, eq, isNull } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { z } from 'zod'
import { Answer, conflict, emit, transaction, type Context } from '@stoa/core'
import { users } from '@stoa/accounts/tables'
import {
  addThreadHistory as addToThread,
  findThread,
  moderates,
  putBackInDraft,
  type FoundThread
} from '@stoa/threads'
import type { escalation, EscalationInput } from './contract.ts'
import { chosenPosts, freeze, hasPosted, offeredPosts } from './copies.ts'
import {
  authorize,
  findOther,
  isOpenTicket,
  lockTicket,
  ticketUrl,
  type Ticket
} from '../policy.ts'
import { markOf, showOnThread, type Mark } from './thread-mark.ts'
import { prepareMessage } from '../conversation/messages.ts'
import { begin, insertTicket } from './open-ticket.ts'
import { ticketMessages, tickets } from '../schema.ts'
import { checkOffered } from '../topics/topics.ts'

const part = alias(tickets, 'part')
type Escalation = z.input<typeof escalation>

/**
 * Escalates a thread to a ticket: for the actor if they have posted in it, for the thread's author
 * if the actor moderates it. There is at most one open ticket per thread and requester.
 * @returns number and URL for the requester and for agents who answer the ticket, for others the
 * public state. Status 200 if a ticket was open already, with what happened to the reason
 * @throws Problem 404; 403 `ticket_not_participant`; 409 `thread_not_public`,
 * `ticket_requester_gone`; 422 for a reason that is refused or posts that are not in the thread
 */
export async function escalate(
  ctx: Context,
  threadId: number,
  input: EscalationInput
): Promise<Answer<Escalation>> {
  const thread = await findThread(ctx, threadId)
  if (thread.state !== 'visible') throw conflict('thread_not_public')
  await checkOffered(ctx, input.topic)
  const requesterId = await requesterOf(ctx, thread)
  const side = requesterId === ctx.actor.id ? 'requester' : 'moderator'
  const written = { body: input.reason, audience: 'requester', side } as const
  const message = await prepareMessage(ctx, written, 'reason')
  const posts = await chosenPosts(ctx, thread, requesterId, input.postIds)
  const { number, mark, reason } = await transaction(ctx, async (ctx) => {
    const merged = await openAfterMerge(ctx, threadId, requesterId)
    const opened = merged ? undefined : await insertFor(ctx, thread, requesterId, input)
    if (!opened) {
      const open = merged ?? (await openAbout(ctx, threadId, requesterId))
      const reason = await saveReasonAsDraft(ctx, open, message.body)
      return { number: open.number, mark: await markOf(ctx, threadId), reason }
    }
    await freeze(ctx, opened.id, posts)
    await begin(ctx, opened.id, message)
    const mark = await notifyThread(ctx, thread, opened)
    return { number: opened.number, mark, reason: undefined }
  })
  const escalation = await escalationFor(ctx, requesterId, number, mark)
  return reason
    ? new Answer(200, { ...escalation, reason })
    : new Answer(201, { ...escalation, reason: 'sent' })
}

/**
 * Lists the posts to choose from when escalating a thread; the default ones are marked.
 * @throws Problem 404; 403 `ticket_not_participant`; 409 `ticket_requester_gone`
 */
export async function postsToChoose(ctx: Context, threadId: number) {
  const thread = await findThread(ctx, threadId)
  return { items: await offeredPosts(ctx, thread, await requesterOf(ctx, thread)) }
}

/** Returns undefined if the requester already has an open ticket on this thread. */
const insertFor = (
  ctx: Context,
  { id: threadId, title, language }: FoundThread,
  requesterId: number,
  { topic, reason }: EscalationInput
) => insertTicket(ctx, { requesterId, threadId, topic, language }, `${title}\n${reason}`)

/** Returns the id of the future requester. */
async function requesterOf(ctx: Context, thread: FoundThread): Promise<number> {
  const { actor } = ctx
  if (moderates(actor, thread.categoryId)) return presentAuthor(ctx, thread)
  authorize.open(actor)
  authorize.escalate(actor, { ...thread, posted: await hasPosted(ctx, thread.id) })
  return actor.id
}

async function presentAuthor({ db }: Context, { authorId }: FoundThread): Promise<number> {
  const [author] = await db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, authorId), isNull(users.erasedAt), eq(users.service, false)))
  if (!author) throw conflict('ticket_requester_gone')
  return author.id
}

async function notifyThread(ctx: Context, thread: FoundThread, ticket: Ticket) {
  const mark = await showOnThread(ctx, thread.id)
  await addToThread(ctx, thread, 'escalated')
  if (ticket.confirmedAt === null) await emit(ctx, 'ticket.proposed', { ticketId: ticket.id })
  return mark
}

const openColumns = {
  id: tickets.id,
  number: tickets.number,
  requesterId: tickets.requesterId
}

/**
 * Finds the open ticket into which an earlier ticket of this requester about the thread was merged.
 */
async function openAfterMerge({ db }: Context, threadId: number, requesterId: number) {
  const [open] = await db
    .select(openColumns)
    .from(part)
    .innerJoin(tickets, eq(tickets.id, part.mergedIntoId))
    .where(and(eq(part.threadId, threadId), eq(part.requesterId, requesterId), isOpenTicket))
    .limit(1)
  return open
}

async function openAbout({ db }: Context, threadId: number, requesterId: number) {
  const [open] = await db
    .select(openColumns)
    .from(tickets)
    .where(and(eq(tickets.threadId, threadId), eq(tickets.requesterId, requesterId), isOpenTicket))
  // The ticket ended between insert and read; a second attempt opens a new one.
  if (!open) throw conflict('ticket_just_ended')
  return open
}

/** The number and address of the ticket are for its requester and agents who answer it. */
async function escalationFor(
  ctx: Context,
  requesterId: number,
  number: string,
  mark: Mark = { state: 'closed', since: ctx.now }
): Promise<Omit<Escalation, 'reason'>> {
  const isVisible = requesterId === ctx.actor.id || (await findOther(ctx, number)) !== undefined
  return isVisible ? { ...mark, number, url: ticketUrl(number) } : mark
}

type Open = Pick<Ticket, 'id' | 'number' | 'requesterId'>
type Kept = 'sent' | 'drafted' | 'not_sent'

/**
 * Saves the reason of an escalation if a ticket is open already: in the requester's draft of a
 * reply. A moderator may not write there, so their client keeps the reason.
 * @throws Problem 409 `draft_full`
 */
async function saveReasonAsDraft(ctx: Context, open: Open, reason: string): Promise<Kept> {
  // The lock lets two identical requests store the reason only once.
  await lockTicket(ctx, open.id)
  if (await hasWritten(ctx, open.id, reason)) return 'sent'
  if (open.requesterId !== ctx.actor.id) return 'not_sent'
  await putBackInDraft(ctx, `ticket:${open.number}`, reason)
  return 'drafted'
}

async function hasWritten({ db, actor }: Context, ticketId: number, body: string) {
  const isOwn = and(eq(ticketMessages.ticketId, ticketId), eq(ticketMessages.authorId, actor.id))
  return (await db.$count(ticketMessages, and(isOwn, eq(ticketMessages.body, body)))) > 0
}
