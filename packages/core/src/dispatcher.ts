import type { Database } from './database/index.ts'
import { dispatchAll, type IsFollowed } from './dispatching.ts'
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
    hasEffects: IsFollowed,
    clock: () => string,
    onError: (error: unknown) => void
  ) {
    super(async () => {
      this.#soon = false
      await dispatchAll(db, hasEffects, clock()).catch(onError)
      return pollEvery
    })
  }

  /** Requests a round soon, after a write. It does nothing before `start`. */
  wake(): void {
    if (!this.#soon) this.#soon = this.wakeWithin(coalesce)
  }
}
