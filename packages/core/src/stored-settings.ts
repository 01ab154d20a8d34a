import { eq } from 'drizzle-orm'
import type { Context } from './context.ts'
import { settings } from './schema.ts'

/** Reads a setting that admins change at run time; undefined if it was never stored. */
export async function readSetting({ db }: Pick<Context, 'db'>, name: string): Promise<unknown> {
  const [row] = await db.select().from(settings).where(eq(settings.name, name))
  return row?.value
}

/** Stores such a setting in place of its former value. */
export async function storeSetting(
  { db, now }: Pick<Context, 'db' | 'now'>,
  name: string,
  value: unknown
): Promise<void> {
  const row = { name, value, updatedAt: now }
  await db.insert(settings).values(row).onConflictDoUpdate({ target: settings.name, set: row })
}
