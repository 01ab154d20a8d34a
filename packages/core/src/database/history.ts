import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import type { Sql } from 'postgres'
import { StartError } from '../start-error.ts'

/** A migration by its file's name, with its statements. */
export type Migration = { tag: string; statements: string[] }

/** The migrations in `folder`, in order. */
export function migrationsIn(folder: string): Migration[] {
  const journal = readFileSync(join(folder, 'meta/_journal.json'), 'utf8')
  const { entries } = JSON.parse(journal) as { entries: { tag: string }[] }
  return readMigrationFiles({ migrationsFolder: folder }).map(({ sql }, index) => ({
    tag: entries[index]?.tag ?? '',
    statements: sql
  }))
}

/** The hashes of the migrations in `folder`, in order. */
export const knownHashes = (folder: string): string[] =>
  readMigrationFiles({ migrationsFolder: folder }).map(({ hash }) => hash)

/** The hashes of the applied migrations, in order. Empty for an empty database. */
export async function appliedHashes(sql: Sql): Promise<string[]> {
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
export async function checkHistory(sql: Sql, folder: string): Promise<void> {
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
