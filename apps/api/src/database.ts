import { fileURLToPath } from 'node:url'
import type { Configuration } from '@stoa/core'
import {
  migrate,
  startEmbedded,
  type ConnectionTarget,
  type Embedded,
  type EmbeddedOptions
} from '@stoa/core/database'

// As deep in `src` as in `build`.
const migrations = fileURLToPath(new URL('../../../migrations', import.meta.url))

/**
 * Starts the embedded database, or takes the server that DATABASE_URL names.
 * @param options `join`: a command, which may use the database of a Stoa that runs; `say`: hears a
 * sentence when the embedded one ended by itself
 * @throws StartError
 */
export async function startDatabase(
  { databaseUrl, databaseTls, dataDirectory }: Configuration,
  options: Pick<EmbeddedOptions, 'join' | 'say'> = {}
): Promise<Embedded> {
  if (!databaseUrl) return startEmbedded({ dataDirectory, ...options })
  return { target: { url: databaseUrl, ssl: databaseTls }, stop: async () => {} }
}

/** Brings the database to this version. @throws StartError */
export const migrateDatabase = (target: ConnectionTarget) => migrate(target, migrations)
