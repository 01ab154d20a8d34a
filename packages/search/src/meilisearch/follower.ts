import type { Context } from '@stoa/core'
import { Poller } from '@stoa/core/effects'
import { build } from './build.ts'
import { compare, type Witness } from './compare.ts'
import type { Progress } from './fill.ts'
import { follow } from './following.ts'
import type { Server } from './server.ts'
import type { BuildReason } from './state.ts'
import { deleteAbandoned } from './unfinished.ts'

/** Milliseconds: the events of a moment are followed together. */
const coalesce = 10
const pollEvery = 1_000
const pauseAfterFailure = 5_000

/** What a follower does and meets. */
export type FollowerReports = {
  /** This node begins to build. It is said once, however often the build fails before a success. */
  onBuild(reason: BuildReason): void
  onProgress: Progress
  /** A round succeeded. */
  onSuccess(): void
  /** A round failed; the next one starts five seconds later. */
  onError(error: unknown): void
}

/** Keeps Meilisearch up to date with events, and builds its index when it has to. */
export class Follower extends Poller {
  #soon = false
  #stopping = false

  /** @param context makes a context with the present time for each step */
  constructor(server: Server, context: () => Context, reports: FollowerReports) {
    const witness: Witness = {}
    let said: BuildReason | undefined
    const onBuild = (reason: BuildReason) => {
      if (said !== reason) reports.onBuild(reason)
      said = reason
    }
    const onProgress: Progress = (done, total) => {
      if (this.#stopping) throw new Stopped()
      reports.onProgress(done, total)
    }
    super(async () => {
      this.#soon = false
      try {
        await keepUp(context, server, { onBuild, onProgress }, witness)
        said = undefined
        reports.onSuccess()
        return pollEvery
      } catch (error) {
        if (!(error instanceof Stopped)) reports.onError(error)
        return pauseAfterFailure
      }
    })
  }

  /** Requests a round soon, after a commit. */
  wake(): void {
    if (this.#soon) return
    this.#soon = true
    this.wakeWithin(coalesce)
  }

  override async stop(): Promise<void> {
    this.#stopping = true
    await super.stop()
  }
}

/** Ends a build that goes on after the next start. */
class Stopped extends Error {}

type KeepUpReports = Partial<Pick<FollowerReports, 'onBuild' | 'onProgress'>>

/**
 * Follows events until none are left. Before each step it looks whether the index is the one that
 * it knows, and builds it anew if it is not.
 */
export async function keepUp(
  context: () => Context,
  server: Server,
  { onBuild, onProgress }: KeepUpReports = {},
  witness: Witness = {}
): Promise<void> {
  for (;;) {
    const reason = await compare(context(), server, witness)
    if (reason) {
      const onStart = () => onBuild?.(reason)
      const built = await build(context, server, { reason, onStart, progress: onProgress })
      if (built === undefined) return
    } else if ((await follow(context, server)) === 0) return deleteAbandoned(context(), server)
  }
}
