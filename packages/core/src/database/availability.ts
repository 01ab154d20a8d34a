import { setTimeout as wait } from 'node:timers/promises'

/** The database is unreachable or closed the connection. A retry may work in a moment. */
export class DatabaseAway extends Error {
  constructor(cause?: unknown) {
    super('The database cannot be reached.', { cause })
    this.name = 'DatabaseAway'
  }
}

// Error codes of the driver, of the operating system, and of a PostgreSQL that is stopping or
// starting.
const codes = new Set(
  [
    'CONNECTION_CLOSED CONNECTION_DESTROYED CONNECT_TIMEOUT',
    'ECONNREFUSED ECONNRESET ENOENT EPIPE ETIMEDOUT EHOSTUNREACH ENETUNREACH ENOTFOUND EAI_AGAIN',
    '57P01 57P02 57P03'
  ].flatMap((line) => line.split(' '))
)

/** Whether a statement failed because the connection was missing or lost. */
const isConnectionError = (error: Error): boolean =>
  'code' in error && codes.has(String(error.code)) && ('query' in error || isOfDriver(error))

const isOfDriver = ({ message }: Error) => /^write (CONNECTION|CONNECT)_/.test(message)

/** Whether an error or one of its causes is that the database is unreachable. */
export const isDatabaseAway = (error: unknown): boolean =>
  error instanceof Error &&
  (error instanceof DatabaseAway || isConnectionError(error) || isDatabaseAway(error.cause))

// A serialization failure, a deadlock, a lock that was not free in time, and a timeout.
const conflicts = new Set(['40001', '40P01', '55P03', '57014'])

/** Whether the same statements may succeed when they are run again. */
export const isTransient = (error: unknown): boolean =>
  error instanceof Error &&
  (isDatabaseAway(error) ||
    ('code' in error && conflicts.has(String(error.code))) ||
    isTransient(error.cause))

const tryEvery = 100

/**
 * Tracks whether the database is reachable. While it is not, statements are refused at once.
 * Otherwise each would wait for its own failed attempt to connect.
 */
export class Availability {
  readonly #reach: () => Promise<unknown>
  readonly #onChange: (away: boolean) => void
  #away = false
  #looking = false
  #closed = false

  /**
   * @param reach opens a new connection and runs a query
   * @param onChange called when the database becomes unreachable, and when it is back
   */
  constructor(reach: () => Promise<unknown>, onChange: (away: boolean) => void) {
    this.#reach = reach
    this.#onChange = onChange
  }

  get away(): boolean {
    return this.#away
  }

  /** Checks the server, repeatedly until it is reachable, after a connection was lost or stalled. */
  suspect(): void {
    if (!this.#looking && !this.#closed) void this.#look()
  }

  /** Reports that another connection reached the server. */
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
