import type { JobHelpers, TaskSpec } from 'graphile-worker'
import { effectAttempts, type Pair } from '@stoa/core/effects'

/** Queues one effect or job of an event by itself. */
export async function runLater({ addJob }: JobHelpers, pair: Pair, when: TaskSpec = {}) {
  const jobKey = `${pair.eventId}:${pair.effect}`
  await addJob('effect', pair, { jobKey, maxAttempts: effectAttempts, ...when })
}
