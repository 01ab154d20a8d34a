import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { Database } from '@stoa/core/database'

const answersWithin = 800

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

  async isReady(): Promise<boolean> {
    return !this.#stopping && (await isReachable(this.#db))
  }
}

/** Whether the database answers, within 0.8 s whatever became of it. */
export const isReachable = (db: Database): Promise<boolean> =>
  Promise.race([
    db.execute(sql`select 1`).then(
      () => true,
      () => false
    ),
    wait(answersWithin, false, { ref: false })
  ])
