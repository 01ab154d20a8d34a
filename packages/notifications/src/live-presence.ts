import type { Actor } from '@stoa/core'
import type { Stream } from './live-streams.ts'

/**
 * A presence change: somebody opened or left a ticket, or began or stopped writing there. It is
 * stored nowhere. `at` is ISO 8601.
 */
export type Presence = { number: string; userId: number; at: string }

/** Who reads and who answers a ticket now. Its requester reads it, as the page does. */
export type TicketAccess = {
  answers(actor: Actor, number: string): Promise<boolean>
  reads(actor: Actor, ticket: string | number): Promise<boolean>
  /** Numbers of tickets by id. */
  numbersOf(ids: readonly number[]): Promise<ReadonlyMap<number, string>>
}

/** Whether the actor may read all tickets among the topics. */
export async function readsAllTickets(
  actor: Actor,
  topics: readonly string[],
  tickets: TicketAccess
): Promise<boolean> {
  const numbers = topics.flatMap((topic) => /^ticket:(.*)$/.exec(topic)?.[1] ?? [])
  const may = await Promise.all(numbers.map((number) => tickets.reads(actor, number)))
  return may.every(Boolean)
}

/**
 * Notifies the streams of colleagues who may answer the ticket. Users get no events about
 * themselves.
 */
export async function notifyOfPresence(
  streams: readonly Stream[],
  { number, userId, at }: Presence,
  tickets: TicketAccess
): Promise<void> {
  const others = streams.filter(({ actor }) => actor.id !== userId)
  const actors = new Map(others.map(({ actor }) => [actor.id, actor]))
  const may = new Map<number, boolean>()
  for (const [id, actor] of actors) may.set(id, await tickets.answers(actor, number))
  for (const stream of others) if (may.get(stream.actor.id)) stream.write(message(number, at))
}

// Without an event id, so that a resumed stream continues after its last real event.
const message = (number: string, at: string) =>
  `data: ${JSON.stringify({ topic: `ticket:${number}`, version: Date.parse(at) })}\n\n`
