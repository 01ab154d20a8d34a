import { count, eq } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { threads } from '../schema.ts'

/** How many visible threads are written in each language. Implements the port of the site. */
export async function threadsByLanguage({ db }: Context): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .select({ language: threads.language, count: count() })
    .from(threads)
    .where(eq(threads.state, 'visible'))
    .groupBy(threads.language)
  return new Map(rows.map(({ language, count }) => [language, count]))
}
