import {
  and,
  asc,
  eq,
  gt,
  inArray,
  isNull,
  ne,
  or,
  sql,
  type SQL,
  type SQLWrapper
} from 'drizzle-orm'
import {
  after,
  holds,
  isSignedIn,
  notFound,
  permissions,
  refuseUnless,
  type Actor,
  type Context,
  type DeskTopic
} from '@stoa/core'
import { accountRules, holdsDesk } from '@stoa/accounts'
import { approveAsSecond } from '@stoa/accounts/approvals'
import { threadRules } from '@stoa/threads'
import { ticketMessages, tickets } from './schema.ts'

export type Ticket = typeof tickets.$inferSelect
/** Side from which somebody sees a ticket. */
export type View = 'requester' | 'desk'
export type FoundTicket = Ticket & { view: View }

/** Endpoints for agents of the desk. */
export const byAgents = { minimumRole: 'staff', capability: 'desk' } as const

/** Topics whose tickets the actor answers; null: all. */
export function topicsOf(actor: Actor): readonly DeskTopic[] | null {
  if (!holds(actor, 'desk')) return []
  return holdsDesk(actor) ? null : actor.deskTopics
}

/** `topicsOf` as a condition on a column. */
export const isAnswered = (actor: Actor, topic: SQLWrapper): SQL | undefined => {
  const topics = topicsOf(actor)
  return topics === null ? undefined : inArray(topic, [...topics])
}

/**
 * Condition: tickets that the actor answers. They have the actor's topics and are never the actor's
 * own.
 */
export const deskTickets = (actor: Actor): SQL | undefined =>
  holds(actor, 'desk')
    ? and(isAnswered(actor, tickets.topic), ne(tickets.requesterId, actor.id))
    : sql`false`

/**
 * Condition: the actor's own tickets. Without a sign-in these are the ones that were opened without
 * one. Service accounts have none.
 */
export function ownTickets(actor: Actor): SQL | undefined {
  if (actor.id === 0 || actor.service) return sql`false`
  const own = eq(tickets.requesterId, actor.id)
  return isSignedIn(actor) ? own : and(own, isNull(tickets.openedById))
}

/**
 * Condition: tickets that the actor may read. Every query over `tickets` starts with one of these
 * three conditions.
 */
export const visibleTickets = (actor: Actor): SQL | undefined =>
  or(ownTickets(actor), deskTickets(actor))

/** Condition: tickets for which `isOpen` holds. Indexes have it in these words. */
export const isOpenTicket = sql`${tickets.state} not in ('resolved', 'closed')`

/** Condition: the actor's messages at the desk that their requester has not seen yet. */
export const recallableMessages = ({ actor, now }: Pick<Context, 'actor' | 'now'>) =>
  and(
    eq(ticketMessages.side, 'desk'),
    eq(ticketMessages.authorId, actor.id),
    gt(ticketMessages.sentAt, now),
    isNull(ticketMessages.notifiedAt)
  )

type State = Pick<Ticket, 'state'>
type Side = { view: View }

/** Milliseconds during which a resolved ticket can be reopened. */
export const reopenedWithin = 7 * 24 * 3600_000

function reopenableSince({
  state,
  outcome,
  resolvedAt,
  closedAt
}: State & Pick<Ticket, 'outcome' | 'resolvedAt' | 'closedAt'>) {
  if (outcome === 'auto_closed') return closedAt
  return state === 'resolved' || outcome === 'resolved' ? resolvedAt : null
}

/** Who may do what to a ticket that they can see. */
const rules = {
  escalate: threadRules.escalate,
  giveFacts: accountRules.actAsOwner,
  /** Service accounts ask for no support. */
  open: (actor: Actor) => refuseUnless(!actor.service, 403, 'people_only'),
  revealAttachment: accountRules.participate,
  /** A message to the requester needs an open ticket, an internal note does not. */
  write: ({ view, state }: State & Side, audience: 'requester' | 'staff') => {
    if (audience === 'staff') return refuseUnless(view === 'desk', 403, 'forbidden')
    return (
      refuseUnless(state !== 'closed', 409, 'ticket_closed') ??
      refuseUnless(state !== 'resolved', 409, 'ticket_resolved')
    )
  },
  /**
   * The requester may reopen a ticket within seven days after it was resolved, or closed by a rule;
   * a resolved one even if it was closed since.
   */
  reopen: (ticket: State & Pick<Ticket, 'outcome' | 'resolvedAt' | 'closedAt'>, now: string) => {
    const endedAt = reopenableSince(ticket)
    const isOpen = endedAt !== null && after(endedAt, reopenedWithin) > now
    return refuseUnless(isOpen, 409, 'ticket_not_reopenable')
  },
  /**
   * The requester may decline a ticket that somebody else opened for them. A hold keeps its traces.
   */
  decline: ({ confirmedAt, heldUntil, state }: State & Pick<Ticket, 'confirmedAt' | 'heldUntil'>) =>
    refuseUnless(
      confirmedAt === null && heldUntil === null && state !== 'resolved' && state !== 'closed',
      409,
      'ticket_not_declinable'
    ),
  proposeHold: accountRules.participate,
  decideHold: accountRules.participate,
  approveHold: approveAsSecond,
  /** Rules change tickets only of topics that their agent answers; no topic means all. */
  automate: (actor: Actor, topics: readonly DeskTopic[]) =>
    refuseUnless(
      topics.length > 0 ? topics.every((one) => holdsDesk(actor, one)) : holdsDesk(actor),
      403,
      'forbidden'
    )
}

export const { can, authorize } = permissions(rules)

/** Finds a ticket that the actor opened or answers. @throws Problem 404 */
export const findTicket = async (ctx: Context, number: string): Promise<FoundTicket> =>
  existing(await numbered(ctx, number, visibleTickets(ctx.actor)))

/** Finds a ticket for an act of the desk: its requester gets 404 too. @throws Problem 404 */
export const findAsDesk = async (ctx: Context, number: string): Promise<FoundTicket> =>
  existing(await findOther(ctx, number))

/** Finds a ticket for an act of its requester. @throws Problem 404 */
export const findOwn = async (ctx: Context, number: string): Promise<FoundTicket> =>
  existing(await numbered(ctx, number, ownTickets(ctx.actor)))

/** Finds a second ticket that an agent names; undefined if there is none. */
export const findOther = (ctx: Context, number: string) =>
  numbered(ctx, number, deskTickets(ctx.actor))

type MaybeFound = FoundTicket | undefined

async function numbered({ db, actor }: Context, number: string, seen?: SQL): Promise<MaybeFound> {
  const [ticket] = await db
    .select()
    .from(tickets)
    .where(and(eq(tickets.number, number), seen))
  return ticket && { ...ticket, view: ticket.requesterId === actor.id ? 'requester' : 'desk' }
}

function existing(ticket: MaybeFound): FoundTicket {
  if (!ticket) throw notFound()
  return ticket
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
