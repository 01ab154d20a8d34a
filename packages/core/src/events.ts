import type { Context } from './context.ts'
import { inParts } from './every-row.ts'
import { events } from './schema.ts'

/**
 * Every kind of event and its payload (ids only, never bodies). Packages add theirs by
 * `declare module '@stoa/core' { interface Events { … } }`; the consequences stand in the API's
 * effects file, whose type is mapped over this one.
 */
export interface Events {}

export type EventType = keyof Events

/** Records what happened in the transaction of `ctx`; its consequences follow after the commit. */
export async function emit<T extends EventType>(
  ctx: Context,
  type: T,
  payload: Events[T]
): Promise<void> {
  await emitAll(ctx, type, [payload])
}

/** Records that the same happened to many, as `emit` does for one. */
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
 * Notes an event whose row a verb writes itself, in one statement with its other rows, so that page
 * caches and the dispatcher hear of it after the commit. `emit` does this by itself.
 */
export function remember<T extends EventType>(ctx: Context, type: T, payload: Events[T]): void {
  ctx.happened?.push({ type, payload })
}
