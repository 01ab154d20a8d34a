/**
 * Repeats a round until it is stopped. The delay counts from the end of the last round.
 * @param round never throws; returns the milliseconds until the next round
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

  /** Stops after the present round has ended. */
  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#running
  }

  /**
   * Brings the next round forward.
   * @returns whether a round was waiting; none is before `start` or during a round
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
