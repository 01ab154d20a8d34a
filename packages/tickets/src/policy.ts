import { and, eq, gt, inArray, isNull, ne, or, sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import {
  after,
  holds,
  isSignedIn,
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

/** Condition: the actor's messages at the desk that their requester has not seen yet. */
export const recallableMessages = ({ actor, now }: Pick<Context, 'actor' | 'now'>) =>
  and(
    eq(ticketMessages.side, 'desk'),
    eq(ticketMessages.authorId, actor.id),
    gt(ticketMessages.sentAt, now),
    isNull(ticketMessages.notifiedAt)
  )

type Ticket = typeof tickets.$inferSelect
type State = Pick<Ticket, 'state'>
type Side = { view: 'requester' | 'desk' }

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
export const rules = {
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
