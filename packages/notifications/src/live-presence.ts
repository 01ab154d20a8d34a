import type { Actor } from '@stoa/core'
import type { Stream } from './live-streams.ts'

/** Who came to a ticket, left it, or began or ended to write there; kept nowhere. `at`: ISO 8601. */
export type Presence = { number: string; userId: number; at: string }

/** Whether somebody answers the ticket of this number now. */
export type MayAnswer = (actor: Actor, number: string) => Promise<boolean>

/** Whether the actor answers every ticket that the topics name. */
export async function mayAnswerAll(
  actor: Actor,
  topics: readonly string[],
  mayAnswer: MayAnswer
): Promise<boolean> {
  const numbers = topics.flatMap((topic) => /^ticket:(.*)$/.exec(topic)?.[1] ?? [])
  const may = await Promise.all(numbers.map((number) => mayAnswer(actor, number)))
  return may.every(Boolean)
}

/** Tells the streams of colleagues who answer the ticket now; nobody hears of themselves. */
export async function notifyOfPresence(
  streams: readonly Stream[],
  { number, userId, at }: Presence,
  mayAnswer: MayAnswer
): Promise<void> {
  const others = streams.filter(({ actor }) => actor.id !== userId)
  const actors = new Map(others.map(({ actor }) => [actor.id, actor]))
  const may = new Map<number, boolean>()
  for (const [id, actor] of actors) may.set(id, await mayAnswer(actor, number))
  for (const stream of others) if (may.get(stream.actor.id)) stream.write(message(number, at))
}

// Without an id: a stream that is resumed goes on behind its last event.
const message = (number: string, at: string) =>
  `data: ${JSON.stringify({ topic: `ticket:${number}`, version: Date.parse(at) })}\n\n`
