import type { Context } from './context.ts'
import { inParts } from './every-row.ts'
import { events } from './schema.ts'

/**
 * Every kind of event and its payload (ids only, never bodies). A package adds its own by `declare
 * module '@stoa/core' { interface Events { … } }`. The API's `reactions` list what follows from each.
 */
export interface Events {}

export type EventType = keyof Events

/** Stores an event in the transaction of `ctx`. Its effects run after the commit. */
export async function emit<T extends EventType>(
  ctx: Context,
  type: T,
  payload: Events[T]
): Promise<void> {
  await emitAll(ctx, type, [payload])
}

/** Stores many events of the same type, as `emit` does for one. */
export async function emitAll<T extends EventType>(
  ctx: Context,
  type: T,
  payloads: readonly Events[T][]
): Promise<void> {
  const common = { type, actorId: ctx.actor.id, createdAt: ctx.now }
  for (const part of inParts(payloads as readonly Record<string, unknown>[]))
    await ctx.db.insert(events).values(part.map((payload) => ({ ...common, payload })))
  for (const payload of payloads) remember(ctx, type, payload)
}

/**
 * Registers an event whose row a verb writes itself, in one statement with its other rows, so that
 * page caches and the dispatcher learn of it after the commit. `emit` includes this.
 */
export function remember<T extends EventType>(ctx: Context, type: T, payload: Events[T]): void {
  ctx.happened?.push({ type, payload })
}
