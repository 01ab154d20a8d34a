import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Actor, Context, DeskTopic } from '@stoa/core'
import type { Database } from '@stoa/core/database'
import { users } from '@stoa/accounts/tables'
import { holdsDesk } from '@stoa/accounts'
import { findRecipient, findRecipients } from '@stoa/accounts/recipients'
import { threads } from '@stoa/threads/tables'
import { rowColumns } from './conversation/ticket-row.ts'
import { answersNow } from './lifecycle/transitions.ts'
import { deskTickets, ticketUrl, visibleTickets } from './policy.ts'
import { tickets } from './schema.ts'
import { isOpen } from './lifecycle/states.ts'

/**
 * Implements the port that describes tickets in notifications, as far as the actor may see them.
 */
export async function describeTickets(
  ctx: Context,
  ids: readonly number[]
): Promise<Map<number, { number: string; subject: string | null; isResolved: boolean }>> {
  if (ids.length === 0) return new Map()
  const { subject } = rowColumns(ctx)
  const rows = await ctx.db
    .select({ id: tickets.id, number: tickets.number, subject, state: tickets.state })
    .from(tickets)
    .leftJoin(threads, eq(threads.id, tickets.threadId))
    .where(and(inArray(tickets.id, [...ids]), visibleTickets(ctx.actor)))
  return new Map(
    rows.map(({ state, id, ...shown }) => [id, { ...shown, isResolved: state === 'resolved' }])
  )
}

/**
 * Returns user ids of the agents concerned: the assignee if they still answer such tickets, else
 * all agents for the topic.
 */
export async function agentsConcerned(ctx: Context, ticketId: number): Promise<number[]> {
  const ticket = await read(ctx, ticketId)
  const { assigneeId } = ticket
  if (assigneeId !== null && (await answersNow(ctx, assigneeId, ticket))) return [assigneeId]
  return everyAgentFor(ctx, ticketId)
}

/** Returns user ids of all agents for the ticket's topic, because its assignee may be away. */
export async function everyAgentFor(ctx: Context, ticketId: number): Promise<number[]> {
  const { requesterId, topic } = await read(ctx, ticketId)
  return (await agentsFor(ctx, topic)).filter((id) => id !== requesterId)
}

/**
 * Returns user ids of the leads for a ticket: agents who are given the desk for all topics, else the
 * admins.
 */
export async function leadsFor(ctx: Context, ticketId: number): Promise<number[]> {
  const found = await findRecipients(ctx, await everyAgentFor(ctx, ticketId))
  const all = [...found.values()].map(({ actor }) => actor).filter((one) => holdsDesk(one))
  const given = all.filter(({ capabilities }) => capabilities.includes('desk'))
  return (given.length > 0 ? given : all).map(({ id }) => id)
}

/**
 * Returns user ids of those to wake for a ticket: the staff on call, and all agents for its topic if
 * none of those on call is one.
 */
export async function peopleToWake(
  ctx: Context,
  ticketId: number,
  onCall: readonly number[]
): Promise<number[]> {
  const agents = await everyAgentFor(ctx, ticketId)
  const isReached = agents.some((id) => onCall.includes(id))
  return isReached ? [...onCall] : [...new Set([...onCall, ...agents])]
}

/** Returns those of these users who answer such tickets. */
export async function agentsAmong(ctx: Context, ticketId: number, userIds: readonly number[]) {
  const all = await everyAgentFor(ctx, ticketId)
  return all.filter((id) => userIds.includes(id))
}

/** Returns the requester's user id, as a list. */
export const requesterOf = async (ctx: Context, ticketId: number): Promise<number[]> => [
  (await read(ctx, ticketId)).requesterId
]

/**
 * As `requesterOf`, if the ticket's state is news to its requester: it has ended, or waits for them
 * or a third party.
 */
export async function requesterToNotify(ctx: Context, ticketId: number): Promise<number[]> {
  const { state, outcome, requesterId } = await read(ctx, ticketId)
  const ended = state === 'resolved' || (state === 'closed' && outcome !== 'resolved')
  return ended || state.startsWith('waiting_on') ? [requesterId] : []
}

/** As `requesterOf`, while the ticket is open and linked to an announcement. */
export async function requesterOfLinked(ctx: Context, ticketId: number): Promise<number[]> {
  const { state, announcementId, requesterId } = await read(ctx, ticketId)
  return isOpen(state) && announcementId !== null ? [requesterId] : []
}

async function read({ db }: Context, id: number) {
  const [ticket] = await db.select().from(tickets).where(eq(tickets.id, id))
  if (!ticket) throw new Error(`ticket ${id} is gone, and tickets never go`)
  return ticket
}

async function agentsFor(ctx: Context, topic: DeskTopic): Promise<number[]> {
  const staff = await ctx.db
    .select({ id: users.id })
    .from(users)
    .where(and(inArray(users.role, ['staff', 'admin']), isNull(users.erasedAt)))
  const found = await Promise.all(staff.map(({ id }) => findRecipient(ctx, id)))
  return found.flatMap((one) => (one && holdsDesk(one.actor, topic) ? one.actor.id : []))
}

/** `messageId`: the message that was written; absent for the first one. */
type About = { ticketId: number; messageId?: number }

/**
 * The data of a ticket that receivers of webhooks get. A receiver is not an account: state, topic,
 * thread and conversation are read by `GET /tickets/:number` with a token of an agent.
 */
export async function ticketForReceivers(ctx: Context, { ticketId, messageId }: About) {
  const [ticket] = await ctx.db
    .select({ number: tickets.number })
    .from(tickets)
    .where(eq(tickets.id, ticketId))
  if (!ticket) return null
  const url = ctx.ports.publicOrigin + ticketUrl(ticket.number)
  return { ...ticket, url, messageId: messageId ?? null }
}

/** Who is told about a ticket by live streams. */
export const ticketAccess = (db: Database) => ({
  answers: (actor: Actor, number: string) => answersTicket({ db, actor }, number),
  reads: (actor: Actor, ticket: string | number) => readsTicket(db, actor, ticket),
  numbersOf: (ids: readonly number[]) => numbersOf(db, ids)
})

/** Whether the actor answers the ticket with this number. */
const answersTicket = async ({ db, actor }: Pick<Context, 'db' | 'actor'>, number: string) =>
  (await db.$count(tickets, and(eq(tickets.number, number), deskTickets(actor)))) > 0

/** Whether the actor opened or answers a ticket, which is given by its number or id. */
async function readsTicket(db: Database, actor: Actor, ticket: string | number) {
  const isIt = typeof ticket === 'string' ? eq(tickets.number, ticket) : eq(tickets.id, ticket)
  return (await db.$count(tickets, and(isIt, visibleTickets(actor)))) > 0
}

/** Numbers of tickets by id, whoever reads them. */
async function numbersOf(db: Database, ids: readonly number[]) {
  const rows = await db
    .select({ id: tickets.id, number: tickets.number })
    .from(tickets)
    .where(inArray(tickets.id, [...ids]))
  return new Map(rows.map(({ id, number }) => [id, number]))
}
