import { and, asc, eq, inArray, or, type SQL } from 'drizzle-orm'
import { notFound, type Actor, type Context } from '@stoa/core'
import type { Database } from '@stoa/core/database'
import { deskTickets, visibleTickets } from './policy.ts'
import { tickets } from './schema.ts'

export type Ticket = typeof tickets.$inferSelect
/** Side from which somebody sees a ticket. */
export type View = 'requester' | 'desk'
export type FoundTicket = Ticket & { view: View }

/**
 * Finds a ticket that the actor opened or answers.
 * @throws Problem 404
 */
export async function findTicket({ db, actor }: Context, number: string): Promise<FoundTicket> {
  const [ticket] = await db
    .select()
    .from(tickets)
    .where(and(eq(tickets.number, number), visibleTickets(actor)))
  if (!ticket) throw notFound()
  return { ...ticket, view: ticket.requesterId === actor.id ? 'requester' : 'desk' }
}

/**
 * Finds a ticket for an act of the desk. Its requester gets 404 like everybody else.
 * @throws Problem 404
 */
export async function findAsDesk(ctx: Context, number: string): Promise<FoundTicket> {
  const ticket = await findTicket(ctx, number)
  if (ticket.view !== 'desk') throw notFound()
  return ticket
}

/** Finds a second ticket that an agent names; undefined if there is none. */
export async function findOther(ctx: Context, number: string): Promise<FoundTicket | undefined> {
  const [ticket] = await ctx.db
    .select()
    .from(tickets)
    .where(and(eq(tickets.number, number), deskTickets(ctx.actor)))
  return ticket && { ...ticket, view: 'desk' }
}

/**
 * Finds a ticket for an act of its requester.
 * @throws Problem 404
 */
export async function findOwn(ctx: Context, number: string): Promise<FoundTicket> {
  const ticket = await findTicket(ctx, number)
  if (ticket.view !== 'requester') throw notFound()
  return ticket
}

/** Whether the actor answers the ticket with this number. */
export async function answersTicket(
  { db, actor }: Pick<Context, 'db' | 'actor'>,
  number: string
): Promise<boolean> {
  const rows = await db
    .select({ id: tickets.id })
    .from(tickets)
    .where(and(eq(tickets.number, number), deskTickets(actor)))
  return rows.length > 0
}

/** Whom live streams tell about a ticket. */
export const ticketAccess = (db: Database) => ({
  answers: (actor: Actor, number: string) => answersTicket({ db, actor }, number),
  reads: (actor: Actor, ticket: string | number) => readsTicket(db, actor, ticket),
  numbersOf: (ids: readonly number[]) => numbersOf(db, ids)
})

/** Whether the actor opened or answers a ticket, which is given by its number or id. */
async function readsTicket(db: Database, actor: Actor, ticket: string | number) {
  const isIt = typeof ticket === 'string' ? eq(tickets.number, ticket) : eq(tickets.id, ticket)
  const rows = await db
    .select({ id: tickets.id })
    .from(tickets)
    .where(and(isIt, visibleTickets(actor)))
  return rows.length > 0
}

/** Numbers of tickets by id, whoever reads them. */
async function numbersOf(db: Database, ids: readonly number[]) {
  const rows = await db
    .select({ id: tickets.id, number: tickets.number })
    .from(tickets)
    .where(inArray(tickets.id, [...ids]))
  return new Map(rows.map(({ id, number }) => [id, number]))
}

/**
 * Locks a ticket and returns its present row. To avoid deadlocks, lock a ticket before its thread, and
 * several by `lockTickets`.
 */
export async function lockTicket({ db }: Context, id: number): Promise<Ticket> {
  const [ticket] = await db.select().from(tickets).where(eq(tickets.id, id)).for('update')
  if (!ticket) throw new Error(`ticket ${id} is gone, and tickets never go`)
  return ticket
}

/**
 * Locks the tickets of a condition, and returns their present rows. To avoid deadlocks, a transaction
 * locks all tickets that it changes by one call, in the order of their ids.
 */
export const lockTickets = ({ db }: Context, condition: SQL | undefined): Promise<Ticket[]> =>
  db.select().from(tickets).where(condition).orderBy(asc(tickets.id)).for('update')

/** Condition: this ticket, and those that were merged into it. */
export const withMerged = (id: number) => or(eq(tickets.id, id), eq(tickets.mergedIntoId, id))

/** Locks a ticket and those that were merged into it, and returns its present row. */
export async function lockWithMerged(ctx: Context, id: number): Promise<Ticket> {
  const ticket = (await lockTickets(ctx, withMerged(id))).find((one) => one.id === id)
  if (!ticket) throw new Error(`ticket ${id} is gone, and tickets never go`)
  return ticket
}

/** Path of a ticket's page. */
export const ticketUrl = (number: string) => `/tickets/${number}`
