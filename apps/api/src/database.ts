import type { FastifyBaseLogger } from 'fastify'
import { fileURLToPath } from 'node:url'
import type { Configuration } from '@stoa/core/server'
import {
  connect,
  type Connection,
  type ConnectionTarget,
  migrate,
  pendingMigrations,
  workerApplication
} from '@stoa/core/database'
import { adoptForeignEvents } from '@stoa/core/effects'
import { type Embedded, type EmbeddedOptions, startEmbedded } from '@stoa/embedded-postgres'
import type { Tracer } from '@stoa/core'
import { version } from '@stoa/core/release'
import { refuseOlder, runningVersions } from './upgrade/running-versions.ts'
import { concurrentJobs } from './worker/worker.ts'

// The path is valid from `src` and from `build`, which are equally deep.
const migrations = fileURLToPath(new URL('../../../migrations', import.meta.url))

/**
 * Starts the embedded database, or uses the server of DATABASE_URL.
 * @param options `join`: for commands, which may use the database of a running Stoa; `say`:
 * receives a sentence when the embedded one ended unexpectedly
 * @throws StartError
 */
export async function startDatabase(
  { databaseUrl, databaseTls, dataDirectory }: Configuration,
  options: Pick<EmbeddedOptions, 'join' | 'say'> = {}
): Promise<Embedded> {
  if (!databaseUrl) return startEmbedded({ dataDirectory, ...options })
  return { target: { url: databaseUrl, ssl: databaseTls }, stop: async () => {} }
}

/** The migrations that `migrateDatabase` would apply. @throws StartError */
export const listPending = (target: ConnectionTarget) => pendingMigrations(target, migrations)

/**
 * Applies the migrations of this version.
 * @throws StartError as `migrate`, and if older nodes run that would fail with them
 */
export async function migrateDatabase(target: ConnectionTarget): Promise<void> {
  if ((await listPending(target)).length === 0) return migrate(target, migrations)
  refuseOlder(await runningVersions(target))
  await migrate(target, migrations)
}

type Adopting = { connection: Connection; app: { log: Pick<FastifyBaseLogger, 'info'> } }

/** Adopts the events of another cluster, from which the database was moved by pg_dump. */
export async function adoptEvents({ connection, app }: Adopting) {
  const count = await adoptForeignEvents(connection.db)
  if (count > 0)
    app.log.info(`${count} events are from another PostgreSQL cluster and were adopted`)
}

type Settings = { target: ConnectionTarget; tracing?: Tracer; logTo?: unknown }

/**
 * The connections of a forum: those of requests, and those of jobs, so that no page waits for one.
 * PostgreSQL shows what each is for: docs/operations/runbook.md lists the names.
 * @param settings `logTo`: of a command
 */
export function openConnections(
  { target, tracing: tracer, logTo }: Settings,
  onAway: (away: boolean) => void
): { connection: Connection; working: Connection } {
  const command = logTo ? { name: `stoa command/${version}` } : {}
  const jobs = { max: concurrentJobs, name: workerApplication('') }
  return {
    connection: connect(target, { onAway, tracer, ...command }),
    working: connect(target, { ...jobs, tracer, ...command })
  }
}
