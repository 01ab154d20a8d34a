import { setTimeout as wait } from 'node:timers/promises'

/** The database cannot be reached, or ended the connection: the same may work in a moment. */
export class DatabaseAway extends Error {
  constructor(cause?: unknown) {
    super('The database cannot be reached.', { cause })
    this.name = 'DatabaseAway'
  }
}

// Words of the driver, of the operating system, and of PostgreSQL: it is shutting down, or starting.
const codes = new Set(
  [
    'CONNECTION_CLOSED CONNECTION_DESTROYED CONNECT_TIMEOUT',
    'ECONNREFUSED ECONNRESET ENOENT EPIPE ETIMEDOUT EHOSTUNREACH ENETUNREACH ENOTFOUND EAI_AGAIN',
    '57P01 57P02 57P03'
  ].flatMap((line) => line.split(' '))
)

/** Whether a statement failed because there was no connection, or none any more. */
const isConnectionError = (error: Error): boolean =>
  'code' in error && codes.has(String(error.code)) && ('query' in error || isOfDriver(error))

const isOfDriver = ({ message }: Error) => /^write (CONNECTION|CONNECT)_/.test(message)

/** Whether the database being away is why something failed, or why what caused it failed. */
export const isDatabaseAway = (error: unknown): boolean =>
  error instanceof Error &&
  (error instanceof DatabaseAway || isConnectionError(error) || isDatabaseAway(error.cause))

const tryEvery = 100

/**
 * Knows whether the database is away. While it is, statements are refused at once: those that waited
 * for a connection would be answered one by one, each when another attempt to connect has failed.
 */
export class Availability {
  readonly #reach: () => Promise<unknown>
  readonly #onChange: (away: boolean) => void
  #away = false
  #looking = false
  #closed = false

  /**
   * @param reach connects anew and asks something
   * @param onChange hears when the database went away, and when it came back
   */
  constructor(reach: () => Promise<unknown>, onChange: (away: boolean) => void) {
    this.#reach = reach
    this.#onChange = onChange
  }

  get away(): boolean {
    return this.#away
  }

  /** A connection ended: looks whether the server is there, again and again until it is. */
  suspect(): void {
    if (!this.#looking && !this.#closed) void this.#look()
  }

  /** Somebody else reached it. */
  reached(): void {
    this.#change(false)
  }

  close(): void {
    this.#closed = true
  }

  async #look() {
    this.#looking = true
    while (await this.#isUnreachable()) {
      this.#change(true)
      await wait(tryEvery, undefined, { ref: false })
    }
    this.#looking = false
    this.#change(false)
  }

  async #isUnreachable() {
    if (this.#closed) return false
    return this.#reach().then(() => false, isDatabaseAway)
  }

  #change(away: boolean) {
    if (away === this.#away || this.#closed) return
    this.#away = away
    this.#onChange(away)
  }
}
