import type { Actor } from '@stoa/core'
import type { Stream } from './live-streams.ts'

/**
 * A presence change: somebody opened or left a ticket, or began or stopped writing there. It is
 * stored nowhere. `at` is ISO 8601.
 */
export type Presence = { number: string; userId: number; at: string }

/** Whether the actor may answer the ticket of this number. */
export type AnswersTicket = (actor: Actor, number: string) => Promise<boolean>

/** Whether the actor may answer all tickets among the topics. */
export async function answersAll(
  actor: Actor,
  topics: readonly string[],
  answersTicket: AnswersTicket
): Promise<boolean> {
  const numbers = topics.flatMap((topic) => /^ticket:(.*)$/.exec(topic)?.[1] ?? [])
  const may = await Promise.all(numbers.map((number) => answersTicket(actor, number)))
  return may.every(Boolean)
}

/**
 * Notifies the streams of colleagues who may answer the ticket. Users get no events about
 * themselves.
 */
export async function notifyOfPresence(
  streams: readonly Stream[],
  { number, userId, at }: Presence,
  answersTicket: AnswersTicket
): Promise<void> {
  const others = streams.filter(({ actor }) => actor.id !== userId)
  const actors = new Map(others.map(({ actor }) => [actor.id, actor]))
  const may = new Map<number, boolean>()
  for (const [id, actor] of actors) may.set(id, await answersTicket(actor, number))
  for (const stream of others) if (may.get(stream.actor.id)) stream.write(message(number, at))
}

// Without an event id, so that a resumed stream continues after its last real event.
const message = (number: string, at: string) =>
  `data: ${JSON.stringify({ topic: `ticket:${number}`, version: Date.parse(at) })}\n\n`
