import { writeUses } from '@stoa/accounts'
import type { Context } from '@stoa/core'
import { Poller } from '@stoa/core/effects'

const writeEvery = 60_000

/** Writes once a minute that sessions were used, which requests only record in memory. */
export class SessionUses extends Poller {
  /** Writes the uses recorded so far. */
  readonly write: () => Promise<void>

  /** @param onError receives the error of a failed write; the next one stores its uses */
  constructor(parts: Pick<Context, 'db' | 'ports'>, onError: (error: unknown) => void) {
    const write = () => writeUses(parts).catch(onError)
    super(async () => {
      await write()
      return writeEvery
    })
    this.write = write
  }

  override async stop(): Promise<void> {
    await super.stop()
    await this.write()
  }
}
