import { eq } from 'drizzle-orm'
import type { JobHelpers, Task } from 'graphile-worker'
import type { Context } from '@stoa/core'
import {
  effectsQueue,
  postponement,
  runAlone,
  runEffects,
  type FoundEvent,
  type Pair
} from '@stoa/core/effects'
import { events } from '@stoa/core/schema'
import { consequences } from '../reactions/effects.ts'
import { sendMails } from './mail-task.ts'
import { runLater } from './run-later.ts'

/** The payload of the job that the dispatcher queues; 0.2.0 queued one job for each event. */
type Batches = { events: FoundEvent[] } | { eventId: number }

/** The tasks of graphile-worker that do what follows from events. */
export const effectTasks = (context: () => Context): Record<string, Task> => ({
  effects: (payload, helpers) => runBatches(context, payload as Batches, helpers),
  mails: (payload, helpers) => sendMails(context(), payload as never, helpers),
  effect: async (payload, helpers) => {
    const pair = payload as Pair
    try {
      await runAlone(consequences, context(), pair)
    } catch (error) {
      const until = postponement(error)
      if (until === undefined) throw error
      await runLater(helpers, pair, { runAt: new Date(until) })
    }
  }
})

const maxSize = 200
const maxMilliseconds = 250

/**
 * Runs the effects of the events in batches of at most 200, and of fewer after one that took more
 * than 250 ms, because its rows stay locked so long. An effect that fails alone gets its own job.
 */
async function runBatches(context: () => Context, payload: Batches, helpers: JobHelpers) {
  const found = 'events' in payload ? payload.events : await findEvent(context(), payload.eventId)
  const retry = (pair: Pair) => runLater(helpers, pair, { queueName: effectsQueue })
  let size = maxSize
  for (let at = 0; at < found.length;) {
    const batch = found.slice(at, at + size)
    at += batch.length
    const begun = performance.now()
    await runEffects(consequences, context(), batch, retry)
    size = nextSize(batch.length, performance.now() - begun)
  }
}

/** The size with which the next batch takes about as long as it may. */
const nextSize = (size: number, milliseconds: number) =>
  Math.max(1, Math.min(maxSize, Math.floor((size * maxMilliseconds) / Math.max(milliseconds, 1))))

const findEvent = ({ db }: Context, id: number) =>
  db.select({ id: events.id, type: events.type }).from(events).where(eq(events.id, id))
