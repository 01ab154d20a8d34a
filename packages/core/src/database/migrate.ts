import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as applyAll } from 'drizzle-orm/postgres-js/migrator'
import { Logger, runMigrations } from 'graphile-worker'
import type { Sql } from 'postgres'
import { StartError, systemCode } from '../start-error.ts'
import { isDistrusted } from '../tls.ts'
import { open, type ConnectionTarget } from './connect.ts'
import {
  appliedHashes,
  checkHistory,
  knownHashes,
  migrationsIn,
  type Migration
} from './history.ts'
import { openPool } from './pools.ts'

const migrationLock = 1937008482
const reachableWithinSeconds = 10
const application_name = 'stoa upgrade'
const quiet = new Logger(() => () => {})

/**
 * Applies the migrations of `folder` and those of graphile-worker. An advisory lock makes nodes
 * that start at the same time wait for each other.
 * @param folder drizzle's: SQL files and `meta/_journal.json`
 * @throws StartError if the database cannot be reached, and as `checkHistory`
 */
export async function migrate(target: ConnectionTarget, folder: string): Promise<void> {
  const sql = openSingle(target)
  try {
    await reach(sql)
    await sql`select pg_advisory_lock(${migrationLock})`
    await checkHistory(sql, folder)
    await applyAll(drizzle(sql), { migrationsFolder: folder })
    await verifyApplied(sql, folder)
    await migrateWorker(target)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

/**
 * Lists the migrations of `folder` that `migrate` would apply, in order. Changes nothing.
 * @throws StartError as `migrate`
 */
export async function pendingMigrations(
  target: ConnectionTarget,
  folder: string
): Promise<Migration[]> {
  const sql = openSingle(target)
  try {
    await reach(sql)
    await checkHistory(sql, folder)
    const applied = await appliedHashes(sql)
    return migrationsIn(folder).slice(applied.length)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

const openSingle = (target: ConnectionTarget): Sql => {
  const options = {
    max: 1,
    max_lifetime: null,
    connect_timeout: reachableWithinSeconds,
    connection: { application_name },
    onnotice: () => {}
  }
  return open(target, options)
}

async function reach(sql: Sql) {
  try {
    await sql`select 1`
  } catch (error) {
    const place = `${sql.options.host.join()}:${sql.options.port.join()}/${sql.options.database}`
    throw new StartError(
      `The database at ${place} cannot be used (${systemCode(error)}): ${whatToDo(error)}`
    )
  }
}

function whatToDo(error: unknown): string {
  if (isDistrusted(error))
    return (
      'its certificate is not trusted. Name the certificate of its authority in STOA_TLS_CA, or set ' +
      'STOA_DATABASE_TLS=unverified.'
    )
  if (error instanceof Error && error.message.includes('before secure TLS connection'))
    return (
      'it does not offer TLS. Enable TLS there, or set STOA_DATABASE_TLS=off if nobody else can access ' +
      'the connection.'
    )
  return 'check DATABASE_URL and that the server runs.'
}

// drizzle silently skips a migration that is older than the newest applied one.
async function verifyApplied(sql: Sql, folder: string) {
  const applied = await appliedHashes(sql)
  const skipped = knownHashes(folder).filter((hash) => !applied.includes(hash))
  if (skipped.length > 0)
    throw new Error(`${skipped.length} migrations were skipped; regenerate them`)
}

async function migrateWorker(target: ConnectionTarget) {
  const pgPool = openPool(target, 2, () => {}, application_name)
  try {
    await runMigrations({ pgPool, logger: quiet })
  } finally {
    await pgPool.end()
  }
}
