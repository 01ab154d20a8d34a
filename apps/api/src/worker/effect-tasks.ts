import { eq } from 'drizzle-orm'
import type { JobHelpers, Task, TaskSpec } from 'graphile-worker'
import type { Context, EventType } from '@stoa/core'
import {
  effectsQueue,
  type FoundEvent,
  type Pair,
  postponement,
  runAlone,
  runEffects,
  effectAttempts
} from '@stoa/core/effects'
import { events } from '@stoa/core/schema'
import { deliverEach } from '@stoa/notifications'
import { isTransient } from '@stoa/core/database'
import { consequences, mailsOf } from '../reactions/effects.ts'
import type { MailedEvent } from '../reactions/reaction.ts'

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

type Mailed = MailedEvent<EventType> & { type: EventType }

/**
 * Sends the mails about the events of a batch. One that fails gets a job of its own and does not
 * hold up the others.
 */
async function sendMails(
  ctx: Context,
  { events }: { events: Mailed[] },
  helpers: JobHelpers
): Promise<void> {
  const later = (eventId: number) => runLater(helpers, { eventId, effect: 'mail' })
  for (const [type, together] of Map.groupBy(events, ({ type }) => type)) {
    try {
      const mails = (await mailsOf(type)?.(ctx, together)) ?? []
      for (const eventId of await deliverEach(ctx, mails)) await later(eventId)
    } catch (error) {
      if (isTransient(error)) throw error
      for (const { id } of together) await later(id)
    }
  }
}

/** Queues one effect or job of an event by itself. */
async function runLater({ addJob }: JobHelpers, pair: Pair, when: TaskSpec = {}) {
  const jobKey = `${pair.eventId}:${pair.effect}`
  await addJob('effect', pair, { jobKey, maxAttempts: effectAttempts, ...when })
}
