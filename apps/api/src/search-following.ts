import { setTimeout as wait } from 'node:timers/promises'
import type { Context } from '@stoa/core'
import {
  deleteFollowingFailure,
  Follower,
  hasFollowed,
  keepUp,
  storeFollowingFailure,
  type BuildReason,
  type Server
} from '@stoa/search'
import { progressOf } from './progress.ts'
import type { SearchLog, SearchReports } from './search-reports.ts'

const [maxPasses, pause] = [3000, 20]

/**
 * Waits until the search server has indexed every event. An event is indexed only when no older
 * transaction of the whole server is open.
 * @throws Error after a minute
 */
export async function follow(server: Server, context: () => Context) {
  for (let round = 0; round < maxPasses; round++) {
    await keepUp(context, server)
    if (await hasFollowed(context().db)) return
    await wait(pause)
  }
  throw new Error(
    'A transaction that is open for a minute holds up what the search server follows.'
  )
}

/** What keeps the search server up to date. */
export type SearchFollower = Pick<Follower, 'start' | 'wake'> & {
  /** Ends. A round that waits longer for a frozen server is left, and its end not reported. */
  stop(): Promise<void>
}

const stopsWithin = 2_000

/**
 * Creates what keeps the search server up to date; undefined without one. It logs what it builds, as
 * warnings, because operators see no others.
 */
export function createFollower(
  server: Server | undefined,
  context: () => Context,
  reportTo: SearchReports & SearchLog
): SearchFollower | undefined {
  if (!server) return undefined
  const stored = storing(context, reportTo)
  const follower = new Follower(server, context, { ...sayingBuilds(reportTo), ...stored })
  const stop = async () => {
    await Promise.race([follower.stop(), wait(stopsWithin, undefined, { ref: false })])
    stored.stop()
  }
  return { start: () => follower.start(), wake: () => follower.wake(), stop }
}

/** Logs why an index is built anew, and how far that has come. */
function sayingBuilds({ log, metrics }: SearchLog) {
  const say = (line: string) => log().warn(line)
  let onProgress = logProgress(say)
  return {
    onBuild(reason: BuildReason) {
      metrics?.onBuild(reason)
      say(`The index of Meilisearch is built anew: ${reasonWords[reason]}.`)
      onProgress = logProgress(say)
    },
    onProgress: (done: number, total: number) => onProgress(done, total)
  }
}

/** Reports how rounds end, and stores it where other nodes and commands find it. */
function storing(context: () => Context, { onError, onRecovery, fail }: SearchReports & SearchLog) {
  // A failure may be left from before the start.
  let [isStored, isStopped] = [true, false]
  return {
    stop: () => void (isStopped = true),
    onError(error: unknown) {
      if (isStopped) return
      onError(error)
      isStored = true
      void storeFollowingFailure(context(), error).catch(fail)
    },
    onSuccess() {
      if (isStopped) return
      onRecovery()
      if (!isStored) return
      isStored = false
      void deleteFollowingFailure(context()).catch(fail)
    }
  }
}

/** Why an index is built anew, for the operator. */
export const reasonWords: Record<BuildReason, string> = {
  missing: 'there was none',
  settings: 'it was made with other settings',
  other_cluster: 'the database was moved, copied or restored',
  database_set_back: 'the database was set back',
  too_old: 'it is older than the events that are kept',
  incomplete: 'it had another number of posts than the forum',
  requested: 'an operator asked for it'
}

const logEvery = 10_000

/** Logs the progress of a build every ten seconds and at its end. */
function logProgress(say: (line: string) => void) {
  const progress = progressOf()
  let loggedAt = performance.now()
  return (done: number, total: number) => {
    const { rate, left } = progress(done, total)
    if (performance.now() - loggedAt < logEvery && done < total) return
    loggedAt = performance.now()
    say(`Meilisearch has ${done} of ${total} posts, ${rate} a second, ${left} s left.`)
  }
}
