import { sql, type SQL } from 'drizzle-orm'
import type { Context } from './context.ts'
import { isDuplicate } from './database/index.ts'
import { inParts } from './every-row.ts'
import { claiming, claims, firstAnswer, hasKey, keyValues } from './idempotency.ts'
import { insertRows, isNotEmpty } from './insert-rows.ts'
import { preparedStatement } from './prepared-statement.ts'
import { events } from './schema.ts'

/**
 * Every kind of event and its payload (ids only, never bodies). A package adds its own by `declare
 * module '@stoa/core' { interface Events { … } }`. The API's `reactions` list what follows from each.
 */
export interface Events {}

export type EventType = keyof Events

/**
 * What a change that waits for a second person is about, by its kind: ids and choices. A package adds
 * the kinds of its own as it adds events.
 */
export interface ApprovalSubjects {}

export type ApprovalKindName = keyof ApprovalSubjects

/** Stores an event in the transaction of `ctx`. Its effects run after the commit. */
export async function emit<T extends EventType>(
  ctx: Context,
  type: T,
  payload: Events[T]
): Promise<void> {
  await emitAll(ctx, type, [payload])
}

/** Stores many events of the same type, as `emit` does for one. */
export const emitAll = <T extends EventType>(
  ctx: Context,
  type: T,
  payloads: readonly Events[T][]
): Promise<void> =>
  emitEach(
    ctx,
    payloads.map((payload) => ({ type, payload }) as NewEvent)
  )

/** An event with the payload of its type. */
export type NewEvent = { [T in EventType]: { type: T; payload: Events[T] } }[EventType]

/** Stores events of several types in one statement, as `emit` does for one. */
export async function emitEach(ctx: Context, emitted: readonly NewEvent[]): Promise<void> {
  const rows = emitted.map((event) => ({ ...event, actorId: ctx.actor.id, createdAt: ctx.now }))
  for (const part of inParts(rows))
    if (isNotEmpty(part)) await ctx.db.execute(insertRows(events, part))
  for (const { type, payload } of emitted) collect(ctx, type, payload)
}

type Payload<T extends EventType> = { payload: Events[T] }

/** What a statement of `emission` writes: parts of its `with`, and queries over them. */
export type Writing = {
  parts: SQL
  /** Selects the event's payload, one row; none if nothing was written. */
  payload: SQL
  /** Selects the answer to the request as `answer`, JSON. */
  answer: SQL
}

/** `payload` is undefined in a repeat with the same idempotency key, which wrote nothing. */
export type Emission<T extends EventType, A> = { answer: A; payload?: Events[T] }

/**
 * Makes a statement that writes something and emits its event, built once per process. Outside of
 * `transaction` it is a transaction of its own, idempotent like one.
 * @returns a function that runs it with the values of its placeholders. It returns undefined if
 * nothing was written, and then nothing is emitted.
 */
export function emission<T extends EventType, A>(type: T, build: () => Writing) {
  const writing = preparedStatement<Payload<T> & { answer: A }>(() => written(type, build()))
  const claimingToo = preparedStatement<Payload<T> & { answer: A }>(() =>
    written(type, build(), claiming)
  )
  return async (
    ctx: Context,
    given: Record<string, unknown>
  ): Promise<Emission<T, A> | undefined> => {
    const isClaimed = !ctx.writing && hasKey(ctx)
    const values = { ...given, ...keyValues(ctx), emitter: ctx.actor.id, emittedAt: ctx.now }
    try {
      const [row] = await (isClaimed ? claimingToo : writing)(ctx.db, values)
      if (row && ctx.writing) collect(ctx, type, row.payload)
      else if (row) ctx.ports.committed([{ type, payload: row.payload }])
      return row
    } catch (error) {
      if (isClaimed && isDuplicate(error, claims)) return { answer: await firstAnswer<A>(ctx) }
      throw error
    }
  }
}

const written = (type: EventType, { parts, payload, answer }: Writing, claim?: typeof claiming) =>
  sql`with ${parts},
  answer as (${answer}),
  event as (insert into ${events} (type, payload, actor_id, created_at)
    select ${sql.raw(`'${type}'`)}, to_jsonb(payload), ${sql.placeholder('emitter')}::bigint,
      ${sql.placeholder('emittedAt')}::timestamptz
    from (${payload}) payload returning payload)
  ${claim ? sql`, claim as (${claim(sql`select answer from answer`)})` : sql``}
  select event.payload, answer.answer from event, answer`

/** After the commit, page caches and the dispatcher learn of it. */
function collect<T extends EventType>(ctx: Context, type: T, payload: Events[T]): void {
  ctx.emitted?.push({ type, payload })
}
