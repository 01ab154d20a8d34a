import { and, eq, inArray, ne, or, sql, type SQL } from 'drizzle-orm'
import { deskTopics, type Actor, type DeskTopic } from '@stoa/core'
import { holds, holdsDesk } from '@stoa/accounts'
import { tickets } from './schema.ts'

/** The topics that the actor answers tickets of. */
export const topicsOf = (actor: Actor): DeskTopic[] =>
  deskTopics.filter((topic) => holdsDesk(actor, topic))

/** Tickets that the actor answers: of their topics, and never their own. */
export const deskTickets = (actor: Actor): SQL | undefined =>
  holds(actor, 'desk')
    ? and(inArray(tickets.topic, topicsOf(actor)), ne(tickets.requesterId, actor.id))
    : sql`false`

/** Tickets that the actor asked for; by a proved address those alone that were opened by one. */
export function ownTickets(actor: Actor): SQL | undefined {
  if (actor.id === 0) return sql`false`
  const own = eq(tickets.requesterId, actor.id)
  return actor.byProof ? and(own, eq(tickets.byProof, true)) : own
}

/** Tickets that the actor may read. Every query over `tickets` starts at one of these three. */
export const visibleTickets = (actor: Actor): SQL | undefined =>
  or(ownTickets(actor), deskTickets(actor))
