import { eq, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { settings } from '@stoa/core/schema'

const name = 'last_backup'

type Parts = Pick<Context, 'db' | 'now'>

/** Records that a backup was made, so that /admin and metrics say how old the last one is. */
export const recordBackup = (parts: Parts): Promise<void> => record(parts, { at: parts.now })

/** Records that the last backup was restored on trial. */
export const recordVerification = (parts: Parts): Promise<void> =>
  record(parts, { verifiedAt: parts.now })

async function record({ db, now }: Parts, value: object): Promise<void> {
  const merged = sql`${settings.value} || excluded.value`
  await db
    .insert(settings)
    .values({ name, value, updatedAt: now })
    .onConflictDoUpdate({ target: settings.name, set: { value: merged, updatedAt: now } })
}

/** Seconds since the last backup, or since the last one that was restored on trial. Null if there is none. */
export const secondsSince = (field: 'at' | 'verifiedAt', now: string) => sql<number | null>`(
  select extract(epoch from ${now}::timestamptz - (${settings.value} ->> ${field})::timestamptz)::float
  from ${settings} where ${eq(settings.name, name)})`

/** A column with the time of the last backup; null if none was made. */
export const lastBackup = sql<string | null>`(
  select ${settings.value} ->> 'at' from ${settings} where ${eq(settings.name, name)})`
