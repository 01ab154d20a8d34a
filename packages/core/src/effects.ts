import { eq } from 'drizzle-orm'
import type { Context } from './context.ts'
import type { Database } from './database/index.ts'
import type { Events, EventType } from './events.ts'
import { effectsDone, events } from './schema.ts'

export type StoredEvent<T extends EventType> = {
  id: number
  payload: Events[T]
  actorId: number
  createdAt: string
}

/**
 * Work of an effect after its transaction, such as waiting for another server: an open transaction
 * would hold up readers of events in order. It is lost if the process dies before.
 */
export type AfterCommit = (ctx: Context) => Promise<void>

type EffectResult = Promise<AfterCommit | undefined | void>

/** What follows from events of one type: acts on the present state of what their ids name. */
export type Effect<T extends EventType> = (
  ctx: Context,
  events: readonly StoredEvent<T>[]
) => EffectResult

/** Per type of event its named effects; a type without a line does not compile. */
export type Effects = { [T in EventType]: Record<string, Effect<T>> }

/** An effect that handles its events one after the other. */
export const each =
  <T extends EventType>(handle: (ctx: Context, event: StoredEvent<T>) => EffectResult): Effect<T> =>
  async (ctx, events) => {
    const afterCommits: AfterCommit[] = []
    for (const event of events) {
      const afterCommit = await handle(ctx, event)
      if (afterCommit) afterCommits.push(afterCommit)
    }
    if (afterCommits.length > 0) return inOrder(afterCommits)
  }

const inOrder =
  (afterCommits: readonly AfterCommit[]): AfterCommit =>
  async (ctx) => {
    for (const run of afterCommits) await run(ctx)
  }

/**
 * Thrown by an effect that must wait until a time, ISO 8601. It is rolled back and runs again then.
 */
export class PostponedEffect extends Error {
  readonly until: string

  constructor(until: string) {
    super(`postponed until ${until}`)
    this.until = until
  }
}

type AnyEffects = Record<string, Record<string, Effect<EventType>>>
/** @param until the earliest time of the retry of a postponed effect */
type Retry = (eventId: number, effect: string, until?: string) => Promise<void>

export const hasEffects = (effects: Effects, type: string): boolean =>
  Object.keys((effects as AnyEffects)[type] ?? {}).length > 0

/**
 * Runs all effects of one event together with their rows in `effects_done` in one transaction,
 * which is cheaper than one for each. If one fails, all are rolled back and each runs in its own
 * transaction. Those that fail again are passed to `retry` and do not hold up the others.
 */
export async function runEffects(
  effects: Effects,
  ctx: Context,
  eventId: number,
  retry: Retry
): Promise<void> {
  const event = await findEvent(ctx.db, eventId)
  if (!event) return
  const consequences = (effects as AnyEffects)[event.type] ?? {}
  const afterCommits = await runTogether(ctx, event, consequences, (name, until) =>
    retry(eventId, name, until)
  )
  for (const run of afterCommits) await run(ctx)
}

async function runTogether(
  ctx: Context,
  event: EventRow,
  consequences: AnyEffects[string],
  retry: (name: string, until?: string) => Promise<void>
): Promise<AfterCommit[]> {
  const names = Object.keys(consequences)
  try {
    return await runUndone(ctx, event, consequences, names)
  } catch {
    const afterCommits: AfterCommit[] = []
    for (const name of names)
      await runUndone(ctx, event, consequences, [name]).then(
        (left) => afterCommits.push(...left),
        (error: unknown) => retry(name, postponement(error))
      )
    return afterCommits
  }
}

/** The time until which an error postpones an effect; undefined for a failure. */
export const postponement = (error: unknown) =>
  error instanceof PostponedEffect ? error.until : undefined

/** Runs one effect unless it has run already. */
export async function runEffect(
  effects: Effects,
  ctx: Context,
  eventId: number,
  name: string
): Promise<void> {
  const event = await findEvent(ctx.db, eventId)
  if (!event) return
  const consequences = (effects as AnyEffects)[event.type]
  if (!consequences?.[name]) return
  for (const run of await runUndone(ctx, event, consequences, [name])) await run(ctx)
}

type EventRow = NonNullable<Awaited<ReturnType<typeof findEvent>>>

/**
 * Runs the named effects of an event that have not run yet, in one transaction. Returns their work
 * after the commit.
 */
async function runUndone(
  ctx: Context,
  event: EventRow,
  consequences: AnyEffects[string],
  names: string[]
): Promise<AfterCommit[]> {
  if (names.length === 0) return []
  const stored = event as unknown as StoredEvent<EventType>
  return ctx.db.transaction(async (tx) => {
    const afterCommits: AfterCommit[] = []
    for (const effect of await claim(tx, event.id, names)) {
      const left = await consequences[effect]?.({ ...ctx, db: tx, writing: true }, [stored])
      if (left) afterCommits.push(left)
    }
    return afterCommits
  })
}

async function claim(db: Database, eventId: number, names: string[]): Promise<string[]> {
  const claimed = await db
    .insert(effectsDone)
    .values(names.map((effect) => ({ eventId, effect })))
    .onConflictDoNothing()
    .returning({ effect: effectsDone.effect })
  return claimed.map(({ effect }) => effect)
}

async function findEvent(db: Database, id: number) {
  const [event] = await db.select().from(events).where(eq(events.id, id))
  return event
}
