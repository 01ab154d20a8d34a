import { sql } from 'drizzle-orm'
import type { Connection } from '@stoa/core/database'
import { secondsSince } from '../backup/record.ts'
import type { Ask } from './database.ts'

/** Reads how old the last backups are. Nothing is reported while there is none. */
export function readBackups(ask: Ask, { db }: Connection): void {
  const seconds = (field: 'at' | 'verifiedAt') => async () => {
    const since = secondsSince(field, new Date().toISOString())
    const [row] = await db.execute<{ count: number | null }>(sql`select ${since} as count`)
    return row && row.count !== null ? [{ count: row.count }] : []
  }
  ask('stoa_backup_age_seconds', 'Age of the last backup of `stoa backup`.', [], seconds('at'))
  ask(
    'stoa_backup_verified_age_seconds',
    'Seconds since a backup was last restored on trial.',
    [],
    seconds('verifiedAt')
  )
}
