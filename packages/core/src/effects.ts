import { eq } from 'drizzle-orm'
import type { Context } from './context.ts'
import type { Database } from './database/index.ts'
import type { Events, EventType } from './events.ts'
import { effectsDone, events } from './schema.ts'

export type HappenedEvent<T extends EventType> = {
  id: number
  payload: Events[T]
  actorId: number
  createdAt: string
}

/** One consequence of an event: acts on the present state of what the payload's ids name. */
export type Consequence<T extends EventType> = (
  ctx: Context,
  event: HappenedEvent<T>
) => Promise<void>

/** Per event its named consequences; an event without a line does not compile. */
export type Effects = { [T in EventType]: Record<string, Consequence<T>> }

type AnyEffects = Record<string, Record<string, Consequence<EventType>>>
type Retry = (eventId: number, effect: string) => Promise<void>

/**
 * Runs all consequences of one event, each in a transaction of its own together with its row in
 * `effects_done`. One that fails is handed to `retry` and does not hold up the others.
 */
export async function runEffects(
  effects: Effects,
  ctx: Context,
  eventId: number,
  retry: Retry
): Promise<void> {
  const event = await findEvent(ctx.db, eventId)
  if (!event) return
  for (const name of Object.keys((effects as AnyEffects)[event.type] ?? {})) {
    await runEffect(effects, ctx, eventId, name).catch(() => retry(eventId, name))
  }
}

/** Runs one consequence unless it has run already. */
export async function runEffect(
  effects: Effects,
  ctx: Context,
  eventId: number,
  name: string
): Promise<void> {
  const event = await findEvent(ctx.db, eventId)
  const consequence = event && (effects as AnyEffects)[event.type]?.[name]
  if (!consequence) return
  await ctx.db.transaction(async (tx) => {
    const claimed = await tx
      .insert(effectsDone)
      .values({ eventId, effect: name })
      .onConflictDoNothing()
      .returning()
    const happened = event as unknown as HappenedEvent<EventType>
    if (claimed.length > 0) await consequence({ ...ctx, db: tx, writing: true }, happened)
  })
}

async function findEvent(db: Database, id: number) {
  const [event] = await db.select().from(events).where(eq(events.id, id))
  return event
}
