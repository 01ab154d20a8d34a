import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { isDeliveryHeld } from '@stoa/core/effects'
import type { Database } from '@stoa/core/database'
import { commandLine } from '@stoa/core/release'

const answersWithin = 800

/** The answer of `/readyz`: 503 if it is `unavailable`. */
export type Report = { status: 'ok' | 'unavailable'; note?: string }

export const restoredNote =
  'Mail and webhooks are held since this forum was restored from a backup: run ' +
  `"${commandLine} resume-delivery" once no other server runs it.`

/** Whether this node is ready: it reaches its database and is not stopping. */
export class Readiness {
  readonly #db: Database
  #stopping = false

  constructor(db: Database) {
    this.#db = db
  }

  /** Reports unavailable from now on, so that load balancers send requests elsewhere. */
  drain(): void {
    this.#stopping = true
  }

  async report(): Promise<Report> {
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
