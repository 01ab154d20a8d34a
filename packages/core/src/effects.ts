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
 * What is left of a consequence when its transaction has ended, such as waiting for somebody else's
 * answer: an open transaction holds up whoever reads events in order. Lost where the process dies
 * before it.
 */
export type AfterCommit = (ctx: Context) => Promise<void>

/** One consequence of an event: acts on the present state of what the payload's ids name. */
export type Effect<T extends EventType> = (
  ctx: Context,
  event: StoredEvent<T>
) => Promise<AfterCommit | undefined | void>

/** Per event its named consequences; an event without a line does not compile. */
export type Effects = { [T in EventType]: Record<string, Effect<T>> }

/** Thrown by a consequence that has to wait until a time, ISO 8601: it is undone and runs again then. */
export class PostponedEffect extends Error {
  readonly until: string

  constructor(until: string) {
    super(`postponed until ${until}`)
    this.until = until
  }
}

type AnyEffects = Record<string, Record<string, Effect<EventType>>>
/** @param until not before then, where it was postponed */
type Retry = (eventId: number, effect: string, until?: string) => Promise<void>

/** Whether anything follows from events of this type. */
export const hasEffects = (effects: Effects, type: string): boolean =>
  Object.keys((effects as AnyEffects)[type] ?? {}).length > 0

/**
 * Runs all consequences of one event together with their rows in `effects_done`: in one transaction,
 * which is cheaper than one for each. If one fails all are undone, and each runs in a transaction of
 * its own; what fails then is handed to `retry` and does not hold up the others.
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

/** Until when what was thrown postpones a consequence; undefined for a failure. */
export const postponement = (error: unknown) =>
  error instanceof PostponedEffect ? error.until : undefined

/** Runs one consequence unless it has run already. */
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

/** Of the named consequences of an event those that have not run, in one transaction; what is left. */
async function runUndone(
  ctx: Context,
  event: EventRow,
  consequences: AnyEffects[string],
  names: string[]
): Promise<AfterCommit[]> {
  if (names.length === 0) return []
  const happened = event as unknown as StoredEvent<EventType>
  return ctx.db.transaction(async (tx) => {
    const afterCommits: AfterCommit[] = []
    for (const effect of await claim(tx, event.id, names)) {
      const left = await consequences[effect]?.({ ...ctx, db: tx, writing: true }, happened)
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
