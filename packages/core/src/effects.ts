import type { Context } from './context.ts'
import type { Events, EventType } from './events.ts'

export type StoredEvent<T extends EventType> = {
  id: number
  type: T
  payload: Events[T]
  actorId: number
  createdAt: string
}

/**
 * What follows in the database from events of one type: acts on the present state of what their ids
 * name. It gets the events of a batch together, and nothing leaves the process in it.
 */
export type Effect<T extends EventType> = (
  ctx: Context,
  events: readonly StoredEvent<T>[]
) => Promise<void>

/** Per type of event its named effects. */
export type Effects = { [T in EventType]?: Record<string, Effect<T>> }

/** An effect that handles its events one after the other. */
export const each =
  <T extends EventType>(
    handle: (ctx: Context, event: StoredEvent<T>) => Promise<void>
  ): Effect<T> =>
  async (ctx, events) => {
    for (const event of events) await handle(ctx, event)
  }

/**
 * Work of a job after its transaction, such as waiting for another server: an open transaction
 * would hold up readers of events in order. It is lost if the process dies before.
 */
export type AfterCommit = (ctx: Context) => Promise<void>

/**
 * What follows from one event and leaves the process or takes long, such as a mail: each runs by
 * itself, in a transaction of its own.
 */
export type Job<T extends EventType> = (
  ctx: Context,
  event: StoredEvent<T>
) => Promise<AfterCommit | undefined | void>

/** Per type of event its named jobs. */
export type Jobs = { [T in EventType]?: Record<string, Job<T>> }

/** What follows from the events of every type. The names of effects and jobs differ. */
export type Consequences = { effects: Effects; jobs: Jobs }

/** Thrown by a job that must wait until a time, ISO 8601. It is rolled back and runs again then. */
export class PostponedJob extends Error {
  readonly until: string

  constructor(until: string) {
    super(`postponed until ${until}`)
    this.until = until
  }
}

/** The time until which an error postpones a job; undefined for a failure. */
export const postponement = (error: unknown) =>
  error instanceof PostponedJob ? error.until : undefined
