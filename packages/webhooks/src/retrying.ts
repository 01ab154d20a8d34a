import type { Outcome, Receiver } from './message.ts'

const minute = 60_000
const day = 24 * 60 * minute

/** Delays between attempts: ten attempts in about three days, as Standard Webhooks propose. */
const waits = [1, 5, 30, 120, 300, 600, 840, 1200, 1440].map((minutes) => minutes * minute)

/** Attempts after the first one, within three days. */
export const retries = waits.length

/**
 * Whether a receiver is to be disabled. An external help desk is not, because it must get every
 * ticket even after a long outage.
 */
export const isGone = ({ agentId }: Receiver, { status }: Outcome): boolean =>
  agentId === null && status === 410

/** Client errors about the address or the moment, not about the message. */
const passing = [401, 403, 404, 408, 410, 425, 429]

/** Client errors that refuse the message itself. */
export const refusals = Array.from({ length: 100 }, (_, index) => 400 + index).filter(
  (status) => !passing.includes(status)
)

/** The receiver refuses this message but accepts others. */
export const isRefusal = ({ status }: Outcome): boolean =>
  status !== null && refusals.includes(status)

/**
 * The delay after a failed attempt in milliseconds; undefined if the message has failed
 * permanently. Messages to an external help desk are retried without end, unless it refuses the
 * message itself.
 * @param attempts the number of earlier attempts
 */
export function waitAfter(
  receiver: Receiver,
  attempts: number,
  outcome: Outcome
): number | undefined {
  if (isGone(receiver, outcome)) return undefined
  return waits[attempts] ?? (receiver.agentId && !isRefusal(outcome) ? day : undefined)
}
