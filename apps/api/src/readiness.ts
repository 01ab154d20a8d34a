import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { isDeliveryHeld } from '@stoa/core/effects'
import type { Database } from '@stoa/core/database'
import { commandLine } from '@stoa/core/release'

const answersWithin = 800
/** Milliseconds after a question within which a load balancer asks again. */
const watchedFor = 60_000

/** The answer of `/readyz`: 503 if it is `unavailable`. */
export type Report = { status: 'ok' | 'unavailable'; note?: string }

export const restoredNote =
  'Mail and webhooks are held since this forum was restored from a backup: run ' +
  `"${commandLine} resume-delivery" once no other server runs it.`

/** Whether this node is ready: it reaches its database and is not stopping. */
export class Readiness {
  readonly #db: Database
  readonly #seen = Promise.withResolvers<void>()
  #stopping = false
  #askedAt = -Infinity

  constructor(db: Database) {
    this.#db = db
  }

  /**
   * Reports unavailable from now on, so that load balancers send requests elsewhere.
   * @returns resolves when one has seen it; at once if none has asked within the last minute
   */
  async drain(): Promise<void> {
    this.#stopping = true
    if (performance.now() - this.#askedAt < watchedFor) await this.#seen.promise
  }

  async report(): Promise<Report> {
    this.#askedAt = performance.now()
    if (this.#stopping) this.#seen.resolve()
    const isHeld = this.#stopping ? undefined : await inTime(isDeliveryHeld({ db: this.#db }))
    if (isHeld === undefined) return { status: 'unavailable' }
    return { status: 'ok', ...(isHeld && { note: restoredNote }) }
  }
}

/** Whether the database answers within 0.8 s. */
export const isReachable = async (db: Database): Promise<boolean> =>
  (await inTime(db.execute(sql`select 1`))) !== undefined

/** The answer of the database; undefined if there is none. */
const inTime = <T>(answer: Promise<T>): Promise<T | undefined> =>
  Promise.race([answer.catch(() => undefined), wait(answersWithin, undefined, { ref: false })])
