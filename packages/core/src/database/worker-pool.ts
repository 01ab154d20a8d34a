import { setTimeout as wait } from 'node:timers/promises'
import { Client, Pool, type ClientConfig, type PoolClient, type PoolConfig } from 'pg'

type Connected = (
  error: Error | undefined,
  client?: PoolClient,
  release?: (release?: unknown) => void
) => void

const tryEvery = 200

/** How long the pool stays open for connections that nobody released. */
const closesWithin = 5000

/**
 * A pool for graphile-worker that survives a restart of the server. graphile-worker 0.18 does not
 * await the statement that completes a job, so an error there would end the process. It retries by
 * itself only for some codes, and waits up to two minutes. This pool waits for a connection, and
 * gives errors of broken connections a code that is retried at once.
 */
export class WorkerPool extends Pool {
  readonly #asked = new Set<Promise<PoolClient>>()
  #closing = false

  constructor(config: PoolConfig) {
    super({ connectionTimeoutMillis: 10_000, Client: RetriedClient, ...config })
  }

  override connect(): Promise<PoolClient>
  override connect(done: Connected): void
  override connect(done?: Connected): Promise<PoolClient> | void {
    const connected = this.#untilConnected()
    this.#asked.add(connected)
    void connected.finally(() => this.#asked.delete(connected))
    if (!done) return connected
    connected.then(
      (client) => done(undefined, client, (error) => client.release(error as Error | undefined)),
      (error: Error) => done(error)
    )
  }

  /** Gives every connection that was asked for before, so that finished jobs are completed. */
  override async end(): Promise<void> {
    this.#closing = true
    await Promise.race([Promise.all(this.#asked), wait(closesWithin, undefined, { ref: false })])
    await super.end()
  }

  /** Does not settle once the pool closes without a server: the completed job is not awaited. */
  async #untilConnected(): Promise<PoolClient> {
    for (;;) {
      try {
        return await super.connect()
      } catch {
        if (this.#closing) return new Promise(() => undefined)
      }
      await wait(tryEvery)
    }
  }
}

/** The code of a conflict between transactions, which graphile-worker retries after 50 ms. */
const triedAgain = '40001'

/** Gives errors of a broken connection the code that is retried over another one. */
class RetriedClient extends Client {
  #isBroken = false

  constructor(config?: ClientConfig) {
    super(config)
    this.on('error', () => (this.#isBroken = true))
  }

  override query(...given: unknown[]) {
    const answer = super.query(...(given as [string])) as unknown
    return (
      answer instanceof Promise ? answer.catch((error: Error) => this.#refuse(error)) : answer
    ) as never
  }

  #refuse(error: Error & { code?: string }): never {
    // The server announced that it ends the connection, or the connection ended silently.
    const isBreak = this.#isBroken || /^57P0[123]$/.test(String(error.code))
    throw isBreak ? Object.assign(error, { code: triedAgain }) : error
  }
}
