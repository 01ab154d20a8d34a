import { sql } from 'drizzle-orm'
import type { Context } from './context.ts'
import { isTransient } from './database/index.ts'
import type { Consequences, Effect, Job, StoredEvent } from './effects.ts'
import type { EventType } from './events.ts'
import { preparedStatement } from './prepared-statement.ts'
import { effectsDone, events } from './schema.ts'
import { transaction } from './transaction.ts'

type AnyEffect = Effect<EventType>
type AnyJob = Job<EventType>
type Named<T> = Record<string, Record<string, T> | undefined>

/** An event by its id and type, as the dispatcher found it. */
export type FoundEvent = { id: number; type: string }

/** One effect of one event. */
export type Pair = { eventId: number; effect: string }

const effectsOf = ({ effects }: Consequences, type: string) => (effects as Named<AnyEffect>)[type]
const jobsOf = ({ jobs }: Consequences, type: string) => (jobs as Named<AnyJob>)[type]

export const effectNames = (all: Consequences, type: string): string[] =>
  Object.keys(effectsOf(all, type) ?? {})

export const jobNames = (all: Consequences, type: string): string[] =>
  Object.keys(jobsOf(all, type) ?? {})

/**
 * Runs the effects of events that have not run yet in one transaction, which is far cheaper than
 * one for each. If it fails, each event has its own, and if that fails, each effect. What fails
 * alone is passed to `retry` and does not hold up the others.
 * @throws the error of a lost connection, a timeout or a deadlock; the caller runs the batch again
 */
export async function runEffects(
  all: Consequences,
  ctx: Context,
  batch: readonly FoundEvent[],
  retry: (pair: Pair) => Promise<void>
): Promise<void> {
  const pairs = batch.flatMap(({ id, type }) =>
    effectNames(all, type).map((effect) => ({ eventId: id, effect }))
  )
  if (pairs.length > 0) await runOrSplit(all, ctx, pairs, retry)
}

async function runOrSplit(
  all: Consequences,
  ctx: Context,
  pairs: Pair[],
  retry: (pair: Pair) => Promise<void>
): Promise<void> {
  const [first] = pairs
  try {
    await runTogether(all, ctx, pairs)
  } catch (error) {
    if (isTransient(error)) throw error
    if (pairs.length === 1 && first) return retry(first)
    for (const part of split(pairs)) await runOrSplit(all, ctx, part, retry)
  }
}

/** By events, or by effects if all are of one event. */
function split(pairs: Pair[]): Pair[][] {
  const byEvent = [...Map.groupBy(pairs, ({ eventId }) => eventId).values()]
  return byEvent.length > 1 ? byEvent : pairs.map((pair) => [pair])
}

/** Runs one effect or job of an event, unless it has run already. */
export async function runAlone(all: Consequences, ctx: Context, pair: Pair): Promise<void> {
  const rests = await transaction(ctx, async (inside) => {
    const [event] = await claim(inside, [pair])
    const job = event && jobsOf(all, event.type)?.[pair.effect]
    if (job) return job(inside, event)
    if (event) await runClaimed(all, inside, [pair], [event])
  })
  await rests?.(ctx)
}

async function runTogether(all: Consequences, ctx: Context, pairs: Pair[]): Promise<void> {
  await transaction(ctx, async (inside) => {
    await runClaimed(all, inside, pairs, await claim(inside, pairs))
  })
}

type Claimed = StoredEvent<EventType> & { type: string; effect: string }

/**
 * Runs the effects in the order in which they are listed. Those of the same name that are the same
 * function get their events together.
 */
async function runClaimed(
  all: Consequences,
  ctx: Context,
  pairs: readonly Pair[],
  claimed: readonly Claimed[]
): Promise<void> {
  const byName = Map.groupBy(claimed, ({ effect }) => effect)
  const run = ({ type, effect }: Claimed) => effectsOf(all, type)?.[effect]
  for (const name of new Set(pairs.map(({ effect }) => effect)))
    for (const [effect, together] of Map.groupBy(byName.get(name) ?? [], run))
      await effect?.(ctx, together)
}

/** Claims in sorted order, so that two workers cannot block each other, and reads the events. */
async function claim({ db }: Context, pairs: Pair[]): Promise<Claimed[]> {
  const ids = pairs.map(({ eventId }) => eventId)
  const rows = await claimed(db, { ids, effects: pairs.map(({ effect }) => effect) })
  return rows.map((row) => ({ ...row, createdAt: new Date(row.createdAt).toISOString() }))
}

const claimed = preparedStatement<Claimed>(
  () => sql`
    with claimed as (
      insert into ${effectsDone} (event_id, effect)
      select event.id, wanted.effect
      from unnest(${sql.placeholder('ids')}::bigint[], ${sql.placeholder('effects')}::text[])
        wanted (event_id, effect)
      join ${events} event on event.id = wanted.event_id
      order by event.id, wanted.effect
      on conflict do nothing returning event_id, effect)
    select event.id, event.type, event.payload, event.actor_id as "actorId",
      event.created_at as "createdAt", claimed.effect
    from claimed join ${events} event on event.id = claimed.event_id order by event.id`
)
