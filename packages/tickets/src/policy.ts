import { and, eq, inArray, isNull, ne, or, sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import { holds, isSignedIn, type Actor, type DeskTopic } from '@stoa/core'
import { answersEvery } from '@stoa/accounts'
import { tickets } from './schema.ts'

/** Topics whose tickets the actor answers; null: all. */
export function topicsOf(actor: Actor): readonly DeskTopic[] | null {
  if (!holds(actor, 'desk')) return []
  return answersEvery(actor) ? null : actor.deskTopics
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
 * one.
 */
export function ownTickets(actor: Actor): SQL | undefined {
  if (actor.id === 0) return sql`false`
  const own = eq(tickets.requesterId, actor.id)
  return isSignedIn(actor) ? own : and(own, isNull(tickets.openedById))
}

/**
 * Condition: tickets that the actor may read. Every query over `tickets` starts with one of these
 * three conditions.
 */
export const visibleTickets = (actor: Actor): SQL | undefined =>
  or(ownTickets(actor), deskTickets(actor))
