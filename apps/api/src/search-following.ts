import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '@stoa/core'
import { hasFollowed, keepUp, type Server } from '@stoa/search'

const [maxPasses, pause] = [3000, 20]

// An event is indexed only when no older transaction of the whole server is open.
/** Waits until the search server has indexed every event. */
export async function follow(server: Server, context: () => Context) {
  for (let round = 0; round < maxPasses; round++) {
    await keepUp(context, server)
    if (await hasFollowed(context().db)) return
    await sleep(pause)
  }
  throw new Error(
    'A transaction that is open for a minute holds up what the search server follows.'
  )
}
