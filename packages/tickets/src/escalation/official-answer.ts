import { and, asc, desc, eq, lte } from 'drizzle-orm'
import { holdsDesk } from '@stoa/accounts'
import { findRecipient } from '@stoa/accounts/recipients'
import { after, atLeast, conflict, emit, Problem, transaction, type Context } from '@stoa/core'
import { findThread, reply } from '@stoa/threads'
import { acceptAnswer } from '@stoa/threads/answers'
import { renderMarkdown } from '@stoa/threads/rendering'
import { findOwn, lockTicket, type Ticket } from '../policy.ts'
import { levelsOf } from '../service-levels/levels.ts'
import { checkLeaksNothing } from '../facts/fact-leak-check.ts'
import { ticketAnswers } from '../schema.ts'

const batchSize = 50
const hour = 3600_000

type Answer = typeof ticketAnswers.$inferSelect

/**
 * Proposes a public answer for a resolved ticket. Its requester sees it first and may object during
 * the time set by the service levels.
 * @throws Problem 409 `ticket_without_thread`, 422 as `checkLeaksNothing`
 */
export async function proposeAnswer(ctx: Context, ticket: Ticket, body: string): Promise<void> {
  if (ticket.threadId === null) throw conflict('ticket_without_thread')
  const window = (await levelsOf(ctx)).objectionHours * hour
  const times = { createdAt: ctx.now, publishAt: after(ctx.now, window) }
  const [answer] = await ctx.db
    .insert(ticketAnswers)
    .values({ ticketId: ticket.id, authorId: ctx.actor.id, body, ...times })
    .returning()
  if (answer && window === 0) await publish(ctx, answer)
}

/** Checks a public answer before anything is written. @throws Problem as `proposeAnswer` */
export async function checkAnswer(ctx: Context, ticket: Ticket, body: string): Promise<void> {
  if (ticket.threadId === null) throw conflict('ticket_without_thread')
  await checkLeaksNothing(ctx, ticket, body)
  await ctx.ports.safety.review(ctx, { path: 'publishToThread', text: body, isPublic: true })
}

/** Timed task: publishes proposed answers after the time for objections. */
export async function publishAnswers(ctx: Context): Promise<void> {
  const due = await ctx.db
    .select({ id: ticketAnswers.id })
    .from(ticketAnswers)
    .where(and(eq(ticketAnswers.state, 'proposed'), lte(ticketAnswers.publishAt, ctx.now)))
    .orderBy(asc(ticketAnswers.publishAt))
    .limit(batchSize)
  for (const { id } of due) await transaction(ctx, (ctx) => publishDue(ctx, id))
}

async function publishDue(ctx: Context, id: number) {
  const answer = await lockProposed(ctx, id)
  const author = answer && (await findRecipient(ctx, answer.authorId))
  if (!answer) return
  if (!author) return setState(ctx, answer, { state: 'refused' })
  await publish({ ...ctx, actor: author.actor }, answer)
}

/** Locks the ticket before its proposed answer, like all other writers. */
async function lockProposed(ctx: Context, id: number): Promise<Answer | undefined> {
  const isProposed = and(eq(ticketAnswers.id, id), eq(ticketAnswers.state, 'proposed'))
  const [found] = await ctx.db.select().from(ticketAnswers).where(isProposed)
  if (!found) return undefined
  await lockTicket(ctx, found.ticketId)
  const [answer] = await ctx.db.select().from(ticketAnswers).where(isProposed).for('update')
  return answer
}

/**
 * Publishes an answer as its author. If the author may no longer do that, the answer becomes
 * `refused`, which the desk sees.
 */
async function publish(ctx: Context, answer: Answer) {
  const ticket = await lockTicket(ctx, answer.ticketId)
  const may = atLeast(ctx.actor.role, 'staff') && holdsDesk(ctx.actor, ticket.topic)
  if (!may || ticket.threadId === null) return setState(ctx, answer, { state: 'refused' })
  try {
    await checkLeaksNothing(ctx, ticket, answer.body)
    const { id: postId } = await reply(ctx, ticket.threadId, { body: answer.body })
    await setState(ctx, answer, { state: 'published', postId })
    await settle(ctx, ticket.threadId, postId)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    await setState(ctx, answer, { state: 'refused' })
  }
}

/** Refuses the proposed answer of a ticket. The caller's transaction has locked the ticket. */
export async function withdrawProposed({ db }: Context, ticketId: number): Promise<void> {
  await db
    .update(ticketAnswers)
    .set({ state: 'refused' })
    .where(and(eq(ticketAnswers.ticketId, ticketId), eq(ticketAnswers.state, 'proposed')))
}

/** Accepts the published answer if the thread is a question without one. */
async function settle(ctx: Context, threadId: number, postId: number) {
  const { kind, acceptedPostId } = await findThread(ctx, threadId)
  if (kind === 'question' && acceptedPostId === null) await acceptAnswer(ctx, threadId, postId)
}

async function setState({ db }: Context, { id }: Answer, values: Partial<Answer>) {
  await db.update(ticketAnswers).set(values).where(eq(ticketAnswers.id, id))
}

/**
 * Objects to the publication of an answer about an own ticket; it stays private.
 * @throws Problem 404, 409 `ticket_answer_not_open` if no proposed answer is left
 */
export async function object(ctx: Context, number: string): Promise<void> {
  const { id } = await findOwn(ctx, number)
  await transaction(ctx, async (ctx) => {
    const objected = await ctx.db
      .update(ticketAnswers)
      .set({ state: 'objected' })
      .where(and(eq(ticketAnswers.ticketId, id), eq(ticketAnswers.state, 'proposed')))
      .returning({ id: ticketAnswers.id })
    if (objected.length === 0) throw conflict('ticket_answer_not_open')
    await emit(ctx, 'ticket.objected', { ticketId: id })
  })
}

/** Returns the last answer proposed for a ticket; null if there is none. */
export async function answerOf({ db }: Context, ticketId: number) {
  const [answer] = await db
    .select({
      body: ticketAnswers.body,
      state: ticketAnswers.state,
      publishAt: ticketAnswers.publishAt,
      postId: ticketAnswers.postId
    })
    .from(ticketAnswers)
    .where(eq(ticketAnswers.ticketId, ticketId))
    .orderBy(desc(ticketAnswers.id))
    .limit(1)
  if (!answer) return null
  const { body, postId, ...rest } = answer
  return {
    ...rest,
    html: renderMarkdown(body).html,
    url: postId === null ? null : `/p/${postId}`
  }
}
