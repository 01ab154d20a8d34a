import { and, eq, ne } from 'drizzle-orm'
import { conflict, emit, transaction, type Context } from '@stoa/core'
import { holdsDesk } from '@stoa/accounts'
import { findRecipient } from '@stoa/accounts/recipients'
import { updateSlaClock } from '../service-levels/deadlines.ts'
import { lockTicket, type Ticket } from '../policy.ts'
import { endSurveys, openSurvey } from '../satisfaction/survey.ts'
import { addTicketHistory } from './history.ts'
import { publicStateOf, showOnThreads } from '../escalation/thread-mark.ts'
import { withdrawProposed } from '../escalation/official-answer.ts'
import { tickets } from '../schema.ts'
import { knownTopic } from '../topics/topics.ts'
import { isOpen, type Outcome, type TicketState } from './states.ts'

type Next = {
  state: TicketState
  outcome?: Outcome | null
  /** The answer that sets it notifies the requester, and ends no snoozing. */
  withAnswer?: boolean
}

/**
 * Changes the state of a locked ticket and what depends on it: times, history, and its thread's
 * mark.
 * @throws Problem 409 `ticket_open_already` if its requester has another open ticket on the thread
 */
export async function setState(ctx: Context, ticket: Ticket, next: Next): Promise<void> {
  const outcome = next.outcome ?? null
  if (ticket.state === next.state && ticket.outcome === outcome) return
  const before = publicStateOf(ticket)
  const after = publicStateOf({ state: next.state, outcome })
  await store(ctx, ticket, {
    state: next.state,
    outcome,
    changedAt: ctx.now,
    resolvedAt: next.state === 'resolved' ? ctx.now : keptTime(next.state, ticket.resolvedAt),
    closedAt: next.state === 'closed' ? ctx.now : null,
    waitingSince: next.state === 'waiting_on_requester' ? ctx.now : null,
    snoozedUntil: keptSnooze(ticket, next),
    ...(!isResolution(next) && { followUpSince: null }),
    ...(await retentionOf(ctx, ticket, next)),
    ...(before !== after && { publicSince: ctx.now })
  })
  await updateSlaClock(ctx, ticket.id)
  if (isOpen(next.state) && !isOpen(ticket.state)) await takeUpAgain(ctx, ticket)
  await updateSurvey(ctx, ticket, next)
  await addTicketHistory(ctx, ticket.id, 'state', shownState(next))
  if (before !== after) await showOnThreads(ctx, ticket)
  await emit(ctx, 'ticket.changed', { ticketId: ticket.id, withAnswer: next.withAnswer })
}

/** Its history says how it ended, if its requester would wonder. */
const shownState = ({ state, outcome }: Next) =>
  outcome === 'returned' || outcome === 'auto_closed' ? outcome : state

const isResolution = ({ state, outcome }: Next) => state === 'resolved' || outcome === 'resolved'

/** A resolution is asked about until it is reopened; closing it changes nothing. */
async function updateSurvey(ctx: Context, ticket: Ticket, next: Next) {
  if (next.state === 'resolved') await openSurvey(ctx, ticket)
  else if (!isOpen(ticket.state) && !isResolution(next)) await endSurveys(ctx, ticket.id)
}

/**
 * The period of a closed ticket counts from now. What a merge leaves on this ticket is kept as long as
 * the ticket that it leads to.
 */
async function retentionOf(ctx: Context, { topic }: Ticket, { state, outcome }: Next) {
  if (state !== 'closed' || outcome === 'merged') return { retainedFrom: null }
  const { identityDocuments } = await knownTopic(ctx, topic)
  const retentionPeriod = identityDocuments ? 'identity_documents' : 'ticket_details'
  return { retainedFrom: ctx.now, retentionPeriod } satisfies Partial<Ticket>
}

/**
 * A reopened ticket is not solved, so its proposed answer is withdrawn. Its assignee may have left
 * the desk.
 */
async function takeUpAgain(ctx: Context, ticket: Ticket) {
  await withdrawProposed(ctx, ticket.id)
  await unassign(ctx, ticket)
}

const keptSnooze = ({ snoozedUntil }: Ticket, { withAnswer }: Next) =>
  withAnswer ? snoozedUntil : null

// A closed ticket keeps the time of its resolution.
const keptTime = (state: TicketState, resolvedAt: string | null) =>
  state === 'closed' ? resolvedAt : null

async function store({ db }: Context, { id }: Ticket, values: Partial<Ticket>) {
  try {
    await db.update(tickets).set(values).where(eq(tickets.id, id))
  } catch (error) {
    if (violates(error, 'tickets_open_once')) throw conflict('ticket_open_already')
    throw error
  }
}

function violates(error: unknown, constraint: string): boolean {
  const cause = error instanceof Error ? (error.cause ?? error) : undefined
  return typeof cause === 'object' && 'constraint_name' in cause
    ? cause.constraint_name === constraint
    : false
}

/** Whether a user currently answers tickets of the topic. */
export async function answersNow(ctx: Context, userId: number, { topic }: Pick<Ticket, 'topic'>) {
  const found = await findRecipient(ctx, userId)
  return found !== undefined && holdsDesk(found.actor, topic)
}

/**
 * Effect of a changed role or a closed account: unassigns the user's tickets that they may no
 * longer answer, so that colleagues find them. Closed tickets are unassigned when they are
 * reopened.
 */
export async function unassignTickets(ctx: Context, { userId }: { userId: number }): Promise<void> {
  const theirs = await ctx.db
    .select({ id: tickets.id })
    .from(tickets)
    .where(and(eq(tickets.assigneeId, userId), ne(tickets.state, 'closed')))
    .orderBy(tickets.id)
  for (const { id } of theirs)
    await transaction(ctx, async (ctx) => {
      const ticket = await lockTicket(ctx, id)
      if (ticket.assigneeId === userId) await unassign(ctx, ticket)
    })
}

/** Unassigns a locked ticket if its assignee may no longer answer it. */
export async function unassign(ctx: Context, ticket: Pick<Ticket, 'id' | 'assigneeId' | 'topic'>) {
  const { id, assigneeId } = ticket
  if (assigneeId === null || (await answersNow(ctx, assigneeId, ticket))) return
  await ctx.db.update(tickets).set({ assigneeId: null }).where(eq(tickets.id, id))
  await addTicketHistory(ctx, id, 'assigned')
}
