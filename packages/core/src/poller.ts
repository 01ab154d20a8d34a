/**
 * Does the same again and again, each round a while after the last ended, until it is stopped.
 * @param round never throws; answers after how many milliseconds the next one is due
 */
export class Poller {
  readonly #round: () => Promise<number>
  #timer: NodeJS.Timeout | undefined
  #running: Promise<unknown> = Promise.resolve()
  #stopped = true

  constructor(round: () => Promise<number>) {
    this.#round = round
  }

  start(): void {
    this.#stopped = false
    this.#schedule(0)
  }

  /** Ends the rounds, the present one in order. */
  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#running
  }

  /**
   * Has the next round earlier than it was due.
   * @returns whether there is one that waits: none does before `start`, or while a round goes on
   */
  protected wakeWithin(milliseconds: number): boolean {
    if (this.#stopped || this.#timer === undefined) return false
    clearTimeout(this.#timer)
    this.#schedule(milliseconds)
    return true
  }

  #schedule(milliseconds: number) {
    if (!this.#stopped) this.#timer = setTimeout(() => this.#run(), milliseconds)
  }

  #run() {
    this.#timer = undefined
    this.#running = this.#round().then((milliseconds) => this.#schedule(milliseconds))
  }
}
