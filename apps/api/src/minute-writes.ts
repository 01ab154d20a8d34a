import { writeUses } from '@stoa/accounts'
import { writeArticleUses } from '@stoa/articles'
import type { Context } from '@stoa/core'
import { Poller } from '@stoa/core/effects'
import { writeRecorded } from '@stoa/statistics'

const writeEvery = 60_000

/** Writes once a minute what requests only record in memory: uses of sessions and articles, visits and counts. */
export class MinuteWrites extends Poller {
  /** Writes what is recorded so far. */
  readonly write: () => Promise<void>

  /** @param onError receives the error of a failed write; the next one stores what it left */
  constructor(
    parts: () => Pick<Context, 'db' | 'ports' | 'now'>,
    onError: (error: unknown) => void
  ) {
    const write = async () => {
      await writeUses(parts()).catch(onError)
      await writeRecorded(parts()).catch(onError)
      await writeArticleUses(parts()).catch(onError)
    }
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
