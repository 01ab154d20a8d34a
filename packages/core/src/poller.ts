/**
 * Repeats a round until it is stopped. The delay counts from the end of the last round.
 * @param round never throws; returns the milliseconds until the next round
 */
export class Poller {
  readonly #round: () => Promise<number>
  #timer: NodeJS.Timeout | undefined
  /** Milliseconds from the end of the running round to the next one, if it was brought forward. */
  #broughtForward = Infinity
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

  /** Brings the next round forward; one that runs is followed by another. */
  protected wakeWithin(milliseconds: number): void {
    if (this.#timer === undefined)
      this.#broughtForward = Math.min(this.#broughtForward, milliseconds)
    else {
      clearTimeout(this.#timer)
      this.#schedule(milliseconds)
    }
  }

  #schedule(milliseconds: number) {
    if (!this.#stopped) this.#timer = setTimeout(() => this.#run(), milliseconds)
  }

  #run() {
    this.#timer = undefined
    this.#broughtForward = Infinity
    this.#running = this.#round().then((milliseconds) =>
      this.#schedule(Math.min(milliseconds, this.#broughtForward))
    )
  }
}
