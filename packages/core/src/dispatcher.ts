import type { Database } from './database/index.ts'
import { dispatchAll, type IsFollowed } from './dispatching.ts'

const coalesce = 50
const pollEvery = 1000

/**
 * Turns committed events into jobs and tells the other nodes, woken after each write (coalesced to
 * 50 ms) and once a second for events of other nodes or before a crash.
 */
export class Dispatcher {
  readonly #round: () => Promise<unknown>
  #timer: NodeJS.Timeout | undefined
  #running: Promise<unknown> = Promise.resolve()
  #soon = false
  #stopped = true

  /**
   * @param clock the present time, ISO 8601 UTC with milliseconds
   * @param onError hears of a round that failed; the next one tries again
   */
  constructor(
    db: Database,
    isFollowed: IsFollowed,
    clock: () => string,
    onError: (error: unknown) => void
  ) {
    this.#round = () => dispatchAll(db, isFollowed, clock()).catch(onError)
  }

  /** Begins the rounds; before, `wake` does nothing. */
  start(): void {
    this.#stopped = false
    this.#schedule(0)
  }

  /** Asks for a round soon: something was written. */
  wake(): void {
    if (this.#stopped || this.#soon || this.#timer === undefined) return
    clearTimeout(this.#timer)
    this.#soon = true
    this.#schedule(coalesce)
  }

  /** Ends the rounds, the present one in order. */
  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#running
  }

  #schedule(delay: number) {
    if (!this.#stopped) this.#timer = setTimeout(() => this.#run(), delay)
  }

  #run() {
    this.#timer = undefined
    this.#soon = false
    this.#running = this.#round().then(() => this.#schedule(pollEvery))
  }
}
