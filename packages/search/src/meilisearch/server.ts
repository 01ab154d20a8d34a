import { setTimeout as wait } from 'node:timers/promises'
import { Meilisearch, type EnqueuedTaskPromise, type Task } from 'meilisearch'
import { codeOf, ServerRefused, TaskFailed } from './failures.ts'

export type MeilisearchSettings = {
  url: string
  /** Key with write access; it also reads if there is no `searchKey`. */
  key?: string
  /** Key that can only search the forum's indexes. */
  searchKey?: string
  /** Prefix of the forum's indexes; default `stoa_`. */
  prefix?: string
}

/** Milliseconds; a slower search is answered by PostgreSQL. */
const searchWithin = 300
// Compressed answers come in two parts, and the kernel delays the second one by 40 ms.
const uncompressed = { 'Accept-Encoding': 'identity' }
const writeWithin = 30_000
export const answersWithin = 2_000
const smallTaskWithin = 60_000
/** For tasks of a build. A server whose disk is full keeps its tasks, and refuses further ones. */
export const buildTaskWithin = 5 * 60_000

/** A Meilisearch server, with a client for each kind of work. */
export type Server = {
  reading: Meilisearch
  writing: Meilisearch
  /** Has the key of `writing`, for questions whose answer a person waits for. */
  asking: Meilisearch
  liveIndex: string
  prefix: string
  /** Whether a key that can only search is set. */
  hasSearchKey: boolean
}

export function connectServer(settings: MeilisearchSettings): Server {
  const { url: host, key, searchKey, prefix = 'stoa_' } = settings
  const client = (apiKey: string | undefined, timeout: number) =>
    new Meilisearch({ host, apiKey, timeout, requestInit: { headers: uncompressed } })
  return {
    reading: client(searchKey ?? key, searchWithin),
    writing: client(key, writeWithin),
    asking: client(key, answersWithin),
    liveIndex: `${prefix}posts`,
    prefix,
    hasSearchKey: searchKey !== undefined
  }
}

// The first version that supports `rename` in swap-indexes, which the client always sends.
const oldest = [1, 18] as const

/**
 * Returns the version of the server; undefined if the key may not ask for it, as one for some
 * indexes only.
 * @throws ServerRefused if it is older than 1.18, or no Meilisearch
 */
export async function checkVersion(server: Server): Promise<string | undefined> {
  const version = await versionOf(server)
  if (version === undefined) return undefined
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return version
  throw new ServerRefused('old_version', `${version} is older than ${oldest.join('.')}`)
}

async function versionOf({ writing }: Server): Promise<string | undefined> {
  try {
    const { pkgVersion } = (await writing.getVersion()) as { pkgVersion?: string }
    if (pkgVersion) return pkgVersion
  } catch (error) {
    if (codeOf(error) === 'invalid_api_key') return undefined
    throw error
  }
  throw new ServerRefused('not_meilisearch', 'it names no version')
}

const [minPause, maxPause] = [10, 250]

/**
 * Waits until a task is done. It is asked for after 10 ms, and then at ever longer pauses: a quarter
 * of the time it has taken.
 * @param within milliseconds
 * @throws TaskFailed, also if the task takes longer; errors of the client
 */
export async function done(
  { writing }: Server,
  enqueued: EnqueuedTaskPromise,
  within = smallTaskWithin
): Promise<Task> {
  const { taskUid } = await enqueued
  const from = performance.now()
  for (;;) {
    const taken = performance.now() - from
    await wait(Math.min(maxPause, Math.max(minPause, taken / 4)))
    const task = await writing.tasks.getTask(taskUid)
    if (task.status === 'succeeded') return task
    if (task.status === 'failed' || task.status === 'canceled') throw new TaskFailed(task)
    if (taken > within) throw new TaskFailed({ ...task, error: null })
  }
}
