import { Poller, type Context } from '@stoa/core'
import { build } from './building.ts'
import { follow } from './following.ts'
import { isReady } from './positions.ts'
import type { Server } from './server.ts'

const pause = 500
const pauseAfterFailure = 10_000

/** Keeps Meilisearch up to date with what happens, and builds its index where there is none. */
export class Follower extends Poller {
  /**
   * @param context makes the context of a round, with the present time
   * @param onError hears of a round that failed; the next one tries again after ten seconds
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

/** Follows until nothing is left; the index is built first where this version has none. */
export async function keepUp(context: () => Context, server: Server): Promise<void> {
  if (!(await isReady(context().db))) await build(context, server, () => {})
  while ((await follow(context(), server)) > 0);
}
