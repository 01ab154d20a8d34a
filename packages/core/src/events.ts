import { sql, type SQL } from 'drizzle-orm'
import type { Context } from './context.ts'
import { inParts } from './every-row.ts'
import { insertRows, isNotEmpty } from './insert-rows.ts'
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
  const rows = payloads.map((payload) => ({ ...common, payload }))
  for (const part of inParts(rows))
    if (isNotEmpty(part)) await ctx.db.execute(insertRows(events, part))
  for (const payload of payloads) collect(ctx, type, payload)
}

type Payload<T extends EventType> = { payload: Events[T] }

/**
 * Emits as `emit` does, in the one statement that writes what the event is about.
 * @param write returns the statement. Its `with` has `event as (…)`, which the given function makes
 * of a query of the payload, and it selects `payload` of `event` and what else the caller needs.
 * @returns the row; undefined if the statement wrote nothing, and then nothing is emitted
 */
export async function emitWith<T extends EventType, Row extends object>(
  ctx: Context,
  type: T,
  write: (eventOf: (payload: SQL) => SQL) => SQL
): Promise<(Row & Payload<T>) | undefined> {
  const eventOf = (payload: SQL) => sql`insert into ${events} (type, payload, actor_id, created_at)
    select ${type}, to_jsonb(payload), ${ctx.actor.id}::bigint, ${ctx.now}::timestamptz
    from (${payload}) payload returning payload`
  const [row] = (await ctx.db.execute(write(eventOf))) as unknown as (Row & Payload<T>)[]
  if (row) collect(ctx, type, row.payload)
  return row
}

/** After the commit, page caches and the dispatcher learn of it. */
function collect<T extends EventType>(ctx: Context, type: T, payload: Events[T]): void {
  ctx.emitted?.push({ type, payload })
}
