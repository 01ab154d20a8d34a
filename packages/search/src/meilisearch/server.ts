import { Meilisearch, type EnqueuedTaskPromise, type Task } from 'meilisearch'

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
const tasksWithin = 10 * 60_000

/** A Meilisearch server: one client to search, one to write. */
export type Server = {
  reading: Meilisearch
  writing: Meilisearch
  liveIndex: string
  prefix: string
}

export function connectServer({
  url,
  key,
  searchKey,
  prefix = 'stoa_'
}: MeilisearchSettings): Server {
  return {
    reading: new Meilisearch({
      host: url,
      apiKey: searchKey ?? key,
      timeout: searchWithin,
      requestInit: { headers: uncompressed }
    }),
    writing: new Meilisearch({
      host: url,
      apiKey: key,
      timeout: writeWithin,
      defaultWaitOptions: { timeout: tasksWithin }
    }),
    liveIndex: `${prefix}posts`,
    prefix
  }
}

// The first version that supports `rename` in swap-indexes, which the client always sends.
const oldest = [1, 18] as const

/** @throws Error with a message for the operator if the server is older than 1.18 */
export async function checkVersion({ writing }: Server): Promise<void> {
  const { pkgVersion } = await writing.getVersion()
  const [major = 0, minor = 0] = pkgVersion.split('.').map(Number)
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return
  throw new Error(
    `Meilisearch ${oldest.join('.')} or later is needed; the server at STOA_MEILI_URL is ${pkgVersion}.`
  )
}

/** A task that Meilisearch accepted and then failed. */
export class TaskFailed extends Error {
  readonly code: string

  constructor({ type, error, status }: Pick<Task, 'type' | 'error' | 'status'>) {
    super(`Meilisearch could not finish ${type}: ${error?.message ?? status}`)
    this.name = 'TaskFailed'
    this.code = error?.code ?? status
  }
}

/**
 * Waits until a task is done.
 * @throws TaskFailed; an error of the client if the server is unavailable or takes more than ten
 * minutes
 */
export async function done(enqueued: EnqueuedTaskPromise): Promise<Task> {
  const task = await enqueued.waitTask()
  if (task.status !== 'succeeded') throw new TaskFailed(task)
  return task
}
