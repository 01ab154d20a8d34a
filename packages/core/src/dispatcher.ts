import type { Database } from './database/index.ts'
import { dispatchAll, type IsFollowed } from './dispatching.ts'
import { Poller } from './poller.ts'

const coalesce = 50
const pollEvery = 1000

/**
 * Turns committed events into jobs and tells the other nodes, woken after each write (coalesced to
 * 50 ms) and once a second for events of other nodes or before a crash.
 */
export class Dispatcher extends Poller {
  #soon = false

  /**
   * @param clock the present time, ISO 8601 UTC with milliseconds
   * @param onError hears of a round that failed; the next one tries again
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

  /** Asks for a round soon: something was written. Before `start` it does nothing. */
  wake(): void {
    if (!this.#soon) this.#soon = this.wakeWithin(coalesce)
  }
}
