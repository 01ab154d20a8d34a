import { fileURLToPath } from 'node:url'
import type { Configuration } from '@stoa/core/server'
import { migrate, pendingMigrations, type ConnectionTarget } from '@stoa/core/database'
import { adoptForeignEvents } from '@stoa/core/effects'
import { startEmbedded, type Embedded, type EmbeddedOptions } from '@stoa/embedded-postgres'
import type { Forum } from './forum.ts'
import { refuseOlder, runningVersions } from './upgrade/running-versions.ts'

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

/** Adopts the events of another cluster, from which the database was moved by pg_dump. */
export async function adoptEvents({ connection, app }: Pick<Forum, 'connection' | 'app'>) {
  const count = await adoptForeignEvents(connection.db)
  if (count > 0)
    app.log.info(`${count} events are from another PostgreSQL cluster and were adopted`)
}
