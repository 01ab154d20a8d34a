import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyBaseLogger } from 'fastify'
import type { Context } from '@stoa/core'
import { Follower, hasFollowed, keepUp, type Server } from '@stoa/search'
import { progressOf } from './progress.ts'
import { searchReports } from './search-reports.ts'

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

type Log = { log(): Pick<FastifyBaseLogger, 'warn' | 'info'>; fail(error: unknown): void }

/** Creates what keeps the search server up to date; undefined without one. It logs what it builds. */
export function createFollower(
  server: Server | undefined,
  context: () => Context,
  { log, fail }: Log
): Follower | undefined {
  if (!server) return undefined
  const { onError, onRecovery } = searchReports(log, fail)
  const say = (line: string) => log().info(line)
  let report = progressLine(say)
  return new Follower(server, context, {
    onBuild(reason) {
      say(`the index of Meilisearch is built anew: ${reason}`)
      report = progressLine(say)
    },
    onProgress: (done, total) => report(done, total),
    onSuccess: onRecovery,
    onError
  })
}

const sayEvery = 10_000

/** Logs the progress of a build every ten seconds and at its end. */
function progressLine(say: (line: string) => void) {
  const progress = progressOf()
  let saidAt = performance.now()
  return (done: number, total: number) => {
    const { rate, left } = progress(done, total)
    if (performance.now() - saidAt < sayEvery && done < total) return
    saidAt = performance.now()
    say(`Meilisearch has ${done} of ${total} posts, ${rate} a second, ${left} s left`)
  }
}
