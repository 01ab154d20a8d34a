import type { Outcome, Receiver } from './message.ts'

const minute = 60_000
const day = 24 * 60 * minute

/** Waits between attempts: ten attempts in about three days, as Standard Webhooks propose. */
const waits = [1, 5, 30, 120, 300, 600, 840, 1200, 1440].map((minutes) => minutes * minute)

/** So many attempts follow the first one within three days. */
export const retries = waits.length

/**
 * Whether a receiver wants nothing any more. A desk that is out for a week still has to hear of every
 * ticket.
 */
export const isGone = ({ agentId }: Receiver, { status }: Outcome): boolean =>
  agentId === null && status === 410

/** These say something of the address or the hour, and nothing of the message. */
const passing = [401, 403, 404, 408, 410, 425, 429]

/** Answers that say so of the very message. */
export const refusals = Array.from({ length: 100 }, (_, index) => 400 + index).filter(
  (status) => !passing.includes(status)
)

/** It takes others, and never this one. */
export const isRefusal = ({ status }: Outcome): boolean =>
  status !== null && refusals.includes(status)

/**
 * How long to wait after an attempt that failed, in milliseconds; undefined: it has failed for good.
 * A desk is waited for without end, unless it refuses the very message.
 * @param attempts those before this one
 */
export function waitAfter(
  receiver: Receiver,
  attempts: number,
  outcome: Outcome
): number | undefined {
  if (isGone(receiver, outcome)) return undefined
  return waits[attempts] ?? (receiver.agentId && !isRefusal(outcome) ? day : undefined)
}
