import { asc, gt, isNull, lt, sql } from 'drizzle-orm'
import type { Context, EventType } from '@stoa/core'
import { announceUnknown, type Effect, type Job, type StoredEvent } from '@stoa/core/effects'
import { events } from '@stoa/core/schema'
import { notifications } from '@stoa/notifications/tables'
import { consequences } from '../reactions/effects.ts'

/**
 * Effects that are skipped for past events: nobody wants two years of mails today, and the search
 * index is built once at the end.
 */
const left = ['mail', 'index']

type Run = (ctx: Context, event: StoredEvent<EventType>) => Promise<unknown>

function following(type: string): Run[] {
  const { effects, jobs } = consequences
  const ofEvent: Run[] = []
  const batched = effects[type as EventType] as Record<string, Effect<EventType>> | undefined
  for (const [name, effect] of Object.entries(batched ?? {}))
    if (!left.includes(name)) ofEvent.push((ctx, event) => effect(ctx, [event]))
  const named = jobs[type as EventType] as Record<string, Job<EventType>> | undefined
  for (const [name, job] of Object.entries(named ?? {})) if (!left.includes(name)) ofEvent.push(job)
  return ofEvent
}

/**
 * Runs the other effects of events in a transaction, in place of dispatcher and worker.
 * @returns a function that runs the effects since its last call, each at the time of its event
 */
export function createEffects(ctx: Context): () => Promise<void> {
  let seen = 0
  let last = 0
  return async () => {
    const fresh = ctx.emitted?.slice(seen) ?? []
    seen += fresh.length
    if (!fresh.some(({ type }) => following(type).length > 0)) return
    const stored = await eventsSince(ctx, last)
    last = stored.at(-1)?.id ?? last
    for (const event of stored)
      for (const run of following(event.type))
        await run({ ...ctx, now: event.createdAt }, event as unknown as StoredEvent<EventType>)
  }
}

const eventsSince = ({ db }: Context, id: number) =>
  db.select().from(events).where(gt(events.id, id)).orderBy(asc(events.id))

/**
 * Keeps the dispatcher from making jobs, and so mails, of past events, marks notifications before
 * `readUntil` as read, and lets all nodes read anew what they keep.
 */
export async function closeThePast({ db, now }: Context, readUntil: string): Promise<void> {
  await db.update(events).set({ dispatchedAt: now }).where(isNull(events.dispatchedAt))
  await db
    .update(notifications)
    .set({ readAt: sql`${notifications.createdAt}` })
    .where(lt(notifications.createdAt, readUntil))
  await announceUnknown(db)
}
