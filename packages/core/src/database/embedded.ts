import { setTimeout as wait } from 'node:timers/promises'
import postgres from 'postgres'
import { StartError, systemCode } from '../start-error.ts'
import type { ConnectionTarget } from './connect.ts'
import { findBinaries } from './embedded-binaries.ts'
import { ensureCluster, locateCluster, readPassword, role } from './embedded-cluster.ts'
import { launch, runningServer, stopServer, type Server } from './embedded-process.ts'
import { canEnter, databaseUser } from './embedded-user.ts'

export type Embedded = {
  target: ConnectionTarget
  /** What whoever starts it should know, a sentence. */
  notice?: string
  /** Resolves when the server ended, or gave this process up as its owner. */
  lost: Promise<void>
  /** Stops the server if this process owns it; otherwise leaves it to its owner. */
  stop(): Promise<void>
}

export type EmbeddedOptions = {
  /** `STOA_DATA`: an absolute path, its last folder exists. The database is its `postgres` folder. */
  dataDirectory: string
  /** For commands: use the database of a Stoa that runs on the same data, instead of refusing. */
  join?: boolean
  /** For tests: nothing is synced to disk, and the role may create databases. */
  disposable?: boolean
}

const readyWithin = 60_000
const ownerLock = 1937008481

/**
 * Starts the PostgreSQL that npm installed on the data folder, making the database first if there is
 * none. A server left behind by a Node that was killed is taken over.
 * @throws StartError when it cannot run, or when a Stoa that lives owns it and `join` is not set
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { dataDirectory, join = false, disposable = false } = options
  const user = await databaseUser(await locateCluster(dataDirectory))
  const binaries = await findBinaries(user)
  const cluster = await ensureCluster(dataDirectory, binaries, user, disposable)
  if (!(await canEnter(user, cluster))) throw unreachable(cluster)

  const server =
    (await runningServer(cluster)) ?? (await launch(cluster, binaries, user, disposable))
  const { host, port } = server
  const password = await readPassword(cluster)
  const target = { host, port, user: role, password, database: role }
  const ownership = await claim(target, server)
  if (!ownership.held && !join) throw await alreadyRunning(ownership, dataDirectory)
  return {
    target,
    notice: cluster.startsWith(dataDirectory) ? undefined : movedNotice(dataDirectory, cluster),
    lost: ownership.lost,
    async stop() {
      await ownership.release()
      if (ownership.held) await stopServer(cluster, binaries, user)
    }
  }
}

const unreachable = (cluster: string) =>
  new StartError(
    `The database's user cannot enter ${cluster}: let others enter the folders above it (chmod o+x).`
  )

const movedNotice = (dataDirectory: string, cluster: string) =>
  `Other users cannot enter the folder of ${dataDirectory}, so the database is kept in ${cluster}.`

async function alreadyRunning(ownership: Ownership, dataDirectory: string) {
  await ownership.release()
  return new StartError(
    `Stoa is already running on ${dataDirectory}: stop it first, or set STOA_DATA to another folder.`
  )
}

type Ownership = { held: boolean; lost: Promise<void>; release(): Promise<void> }

/**
 * Waits until the server answers and tries to become its owner. The lock lives exactly as long as
 * this process, however it ends, which no pid file can promise.
 */
async function claim(target: ConnectionTarget, server: Server): Promise<Ownership> {
  const deadline = performance.now() + readyWithin
  for (;;) {
    const ownership = await tryToClaim(target)
    if (ownership) return ownership
    const failure = await server.failure()
    if (failure !== undefined) throw new StartError(`PostgreSQL did not start: ${failure}`)
    if (performance.now() > deadline) throw new StartError('PostgreSQL does not answer.')
    await wait(10)
  }
}

const notYet = new Set(['ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'CONNECTION_CLOSED', '57P03'])

async function tryToClaim(target: ConnectionTarget): Promise<Ownership | undefined> {
  const { promise: lost, resolve: lose } = Promise.withResolvers<void>()
  const sql = postgres({
    ...target,
    max: 1,
    max_lifetime: null,
    fetch_types: false,
    onnotice: () => {},
    onclose: () => lose()
  })
  try {
    const [row] = await sql`select pg_try_advisory_lock(${ownerLock}) as held`
    return { held: row?.['held'] === true, lost, release: () => sql.end({ timeout: 1 }) }
  } catch (error) {
    await sql.end({ timeout: 0 })
    if (notYet.has(systemCode(error))) return undefined
    throw error
  }
}
