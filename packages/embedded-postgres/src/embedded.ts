import { StartError } from '@stoa/core/server'
import type { ConnectionTarget } from '@stoa/core/database'
import { findBinaries } from './binaries.ts'
import { ensureCluster, locateCluster, readPassword, role } from './cluster.ts'
import { claim, type Ownership } from './ownership.ts'
import { launch, runningServer, stopServer } from './process.ts'
import { keepRunning } from './keep-running.ts'
import type { Address } from './settings.ts'
import { canEnter, databaseUser } from './user.ts'

export type Embedded = {
  target: ConnectionTarget
  /** A sentence for the operator. */
  notice?: string
  /**
   * Stops the server if this process owns it; otherwise its owner keeps it running. Repeated, it does
   * nothing: by then the server may be that of another owner.
   */
  stop(): Promise<void>
}

export type EmbeddedOptions = {
  /** `STOA_DATA`: an absolute path of an existing folder. The database is its `postgres` folder. */
  dataDirectory: string
  /** For commands: use the database of a running Stoa instead of refusing. */
  join?: boolean
  /** Receives a sentence when the server ended unexpectedly and is restarted. */
  say?(words: string): void
  /** For tests: nothing is synced to disk, and the role may create databases. */
  disposable?: boolean
}

/**
 * Starts the embedded PostgreSQL on the data folder, and creates the database at first. It takes
 * over a server left behind by a killed Node. The owner restarts a server that ends unexpectedly,
 * at the same address.
 * @throws StartError if it cannot run, or if another running Stoa owns it and `join` is not set
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { dataDirectory, join = false, disposable = false, say = () => {} } = options
  const user = await databaseUser(await locateCluster(dataDirectory))
  const binaries = await findBinaries(user)
  const cluster = await ensureCluster(dataDirectory, binaries, user, disposable)
  if (!(await canEnter(user, cluster))) throw unreachable(cluster)

  const start = async (address?: Address) =>
    (await runningServer(cluster)) ?? (await launch(cluster, binaries, user, disposable, address))
  const server = await start()
  const { host, port } = server
  const password = await readPassword(cluster)
  const target = { host, port, user: role, password, database: role }
  const ownership = await claim(target, server)
  if (!ownership.held && !join) throw await alreadyRunning(ownership, dataDirectory)
  const again = async () => claim(target, await start({ host, port }))
  const owner = keepRunning(ownership, again, say)
  const stop = async () => {
    await owner.release()
    if (ownership.held) await stopServer(cluster, binaries, user)
  }
  let stopped: Promise<void> | undefined
  return {
    target,
    notice: cluster.startsWith(dataDirectory) ? undefined : movedNotice(dataDirectory, cluster),
    stop: () => (stopped ??= stop())
  }
}

const unreachable = (cluster: string) =>
  new StartError(
    `The database user cannot access ${cluster}: allow access to its parent folders (chmod o+x).`
  )

const movedNotice = (dataDirectory: string, cluster: string) =>
  `Other users cannot access the folder of ${dataDirectory}, so the database is stored in ${cluster}.`

async function alreadyRunning(ownership: Ownership, dataDirectory: string) {
  await ownership.release()
  return new StartError(
    `Stoa is already running on ${dataDirectory}: stop it first, or set STOA_DATA to another folder.`
  )
}
