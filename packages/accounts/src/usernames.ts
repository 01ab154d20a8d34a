import { inArray } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { users } from './schema.ts'

export async function usernamesOf(
  { db }: Pick<Context, 'db'>,
  ids: number[]
): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({ id: users.id, username: users.username })
    .from(users)
    .where(inArray(users.id, ids))
  return new Map(rows.map(({ id, username }) => [id, username]))
}
