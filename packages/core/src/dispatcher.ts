import type { Database } from './database/index.ts'
import { dispatchAll, type WorkOf } from './dispatch.ts'
import { Poller } from './poller.ts'

const coalesce = 50
const pollEvery = 1000

/**
 * Turns committed events into jobs and notifies the other nodes. It runs after each write
 * (coalesced to 50 ms), and once a second for events of other nodes or from before a crash.
 */
export class Dispatcher extends Poller {
  #soon = false

  /**
   * @param clock the present time, ISO 8601 UTC with milliseconds
   * @param onError receives the error of a failed round; the next round tries again
   */
  constructor(
    db: Database,
    workOf: WorkOf,
    clock: () => string,
    onError: (error: unknown) => void
  ) {
    super(async () => {
      this.#soon = false
      await dispatchAll(db, workOf, clock()).catch(onError)
      return pollEvery
    })
  }

  /** Requests a round soon, after a write. */
  wake(): void {
    if (this.#soon) return
    this.#soon = true
    this.wakeWithin(coalesce)
  }
}
