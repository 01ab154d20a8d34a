import { eq, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { settings } from '@stoa/core/schema'

const name = 'last_backup'

/** Records that a backup was made, so that /admin says how old the last one is. */
export async function recordBackup({ db, now }: Pick<Context, 'db' | 'now'>): Promise<void> {
  const made = { value: { at: now }, updatedAt: now }
  await db
    .insert(settings)
    .values({ name, ...made })
    .onConflictDoUpdate({ target: settings.name, set: made })
}

/** A column with the time of the last backup; null if none was made. */
export const lastBackup = sql<string | null>`(
  select ${settings.value} ->> 'at' from ${settings} where ${eq(settings.name, name)})`
