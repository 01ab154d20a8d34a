import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as applyAll } from 'drizzle-orm/postgres-js/migrator'
import { Logger, runMigrations } from 'graphile-worker'
import type { Sql } from 'postgres'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { StartError, systemCode } from '../start-error.ts'
import { isDistrusted } from '../tls.ts'
import { open, type ConnectionTarget } from './connect.ts'
import { openPool } from './pools.ts'

const migrationLock = 1937008482
const reachableWithinSeconds = 10
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

const openSingle = (target: ConnectionTarget): Sql => {
  const options = {
    max: 1,
    max_lifetime: null,
    connect_timeout: reachableWithinSeconds,
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
  const pgPool = openPool(target, 2, () => {})
  try {
    await runMigrations({ pgPool, logger: quiet })
  } finally {
    await pgPool.end()
  }
}

/** The hashes of the migrations in `folder`, in order. */
const knownHashes = (folder: string): string[] =>
  readMigrationFiles({ migrationsFolder: folder }).map(({ hash }) => hash)

/** The hashes of the applied migrations, in order. Empty for an empty database. */
async function appliedHashes(sql: Sql): Promise<string[]> {
  const [table] = await sql`select to_regclass('drizzle.__drizzle_migrations') as name`
  if (!table?.['name']) return []
  const rows = await sql<
    { hash: string }[]
  >`select hash from drizzle.__drizzle_migrations order by id`
  return rows.map(({ hash }) => hash)
}

/**
 * Checks that the applied migrations are the first ones of this version, so that the rest can
 * follow.
 * @throws StartError that says where the database comes from and what to do
 */
async function checkHistory(sql: Sql, folder: string): Promise<void> {
  const known = knownHashes(folder)
  const applied = await appliedHashes(sql)
  const place = applied.findIndex((hash, index) => hash !== known[index])
  if (place >= 0) throw new StartError(explain(place, known.length))
}

/** @param place of the first applied migration that this version does not have there */
function explain(place: number, known: number): string {
  if (place === 0)
    return (
      'The database was made before Stoa 0.2.0 and cannot be upgraded: use an empty database, or ' +
      'delete the data folder to start anew.'
    )
  if (place === known)
    return 'The database was migrated by a newer version of Stoa: start that version, or use another database.'
  return (
    'The database has a migration that no release of Stoa has: start the version that made it, or ' +
    'restore a backup into another database.'
  )
}
