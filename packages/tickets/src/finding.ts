import { and, eq } from 'drizzle-orm'
import { notFound, type Context } from '@stoa/core'
import { deskTickets, visibleTickets } from './policy.ts'
import { tickets } from './schema.ts'

export type Ticket = typeof tickets.$inferSelect
/** As whom somebody deals with a ticket. */
export type View = 'requester' | 'desk'
export type FoundTicket = Ticket & { view: View }

/**
 * The ticket of this number, if the actor asked for it or answers such tickets.
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
 * The same, for what only the desk does; to its requester it is 404 there, as to anybody.
 * @throws Problem 404
 */
export async function findAsDesk(ctx: Context, number: string): Promise<FoundTicket> {
  const ticket = await findTicket(ctx, number)
  if (ticket.view !== 'desk') throw notFound()
  return ticket
}

/** The same, for another ticket that is named beside one; undefined where there is none. */
export async function findOther(ctx: Context, number: string): Promise<FoundTicket | undefined> {
  const [ticket] = await ctx.db
    .select()
    .from(tickets)
    .where(and(eq(tickets.number, number), deskTickets(ctx.actor)))
  return ticket && { ...ticket, view: 'desk' }
}

/**
 * The same, for what only its requester does.
 * @throws Problem 404
 */
export async function findOwn(ctx: Context, number: string): Promise<FoundTicket> {
  const ticket = await findTicket(ctx, number)
  if (ticket.view !== 'requester') throw notFound()
  return ticket
}

/** Whether the actor answers the ticket of this number now. */
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

/** Locks a ticket and answers what it is now; whoever locks also a thread does that after. */
export async function lockTicket({ db }: Context, id: number): Promise<Ticket> {
  const [ticket] = await db.select().from(tickets).where(eq(tickets.id, id)).for('update')
  if (!ticket) throw new Error(`ticket ${id} is gone, and tickets never go`)
  return ticket
}

/** The page of a ticket. */
export const ticketUrl = (number: string) => `/tickets/${number}`
