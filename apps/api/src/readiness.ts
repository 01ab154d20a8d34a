import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { isDeliveryHeld } from '@stoa/core'
import type { Database } from '@stoa/core/database'

const answersWithin = 800

/** What `/readyz` says: 503 where it is `unavailable`. */
export type Report = { status: 'ok' | 'unavailable'; note?: string }

export const restoredNote =
  'Mail and webhooks are held since this forum was restored from a backup: run ' +
  '"npm run stoa -- resume-delivery" once no other server runs it.'

/** Whether this node can do its work: it reaches its database, and is not about to stop. */
export class Readiness {
  readonly #db: Database
  #stopping = false

  constructor(db: Database) {
    this.#db = db
  }

  /** From now on balancers send requests elsewhere. */
  drain(): void {
    this.#stopping = true
  }

  async report(): Promise<Report> {
    const isHeld = this.#stopping ? undefined : await inTime(isDeliveryHeld({ db: this.#db }))
    if (isHeld === undefined) return { status: 'unavailable' }
    return { status: 'ok', ...(isHeld && { note: restoredNote }) }
  }
}

/** Whether the database answers, within 0.8 s whatever became of it. */
export const isReachable = async (db: Database): Promise<boolean> =>
  (await inTime(db.execute(sql`select 1`))) !== undefined

/** An answer of the database; undefined where there is none. */
const inTime = <T>(answer: Promise<T>): Promise<T | undefined> =>
  Promise.race([answer.catch(() => undefined), wait(answersWithin, undefined, { ref: false })])
