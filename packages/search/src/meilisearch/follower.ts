import type { Context } from '@stoa/core'
import { Poller } from '@stoa/core/effects'
import { build } from './building.ts'
import { follow } from './following.ts'
import { isReady } from './positions.ts'
import type { Server } from './server.ts'

const pause = 500
const pauseAfterFailure = 10_000

/** Keeps Meilisearch up to date with events, and builds its index if there is none. */
export class Follower extends Poller {
  /**
   * @param context makes a context with the present time for each run
   * @param onError called when a run fails; the next one starts ten seconds later
   */
  constructor(server: Server, context: () => Context, onError: (error: unknown) => void) {
    super(() =>
      keepUp(context, server).then(
        () => pause,
        (error: unknown) => {
          onError(error)
          return pauseAfterFailure
        }
      )
    )
  }
}

/** Follows events until none are left. Builds the index first if this version has none. */
export async function keepUp(context: () => Context, server: Server): Promise<void> {
  if (!(await isReady(context().db))) await build(context, server, () => {})
  while ((await follow(context(), server)) > 0);
}
