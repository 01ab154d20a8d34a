import { inArray } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { identities, knownClients, knownPlaces, mailedTokens, sessions, users } from '../schema.ts'

/**
 * Deletes unconfirmed accounts, whose rows the transaction of `ctx` has locked. Their names become
 * free.
 */
export async function deleteUnconfirmed({ db }: Context, ids: number[]): Promise<void> {
  for (const table of [sessions, identities, mailedTokens, knownPlaces, knownClients])
    await db.delete(table).where(inArray(table.userId, ids))
  await db.delete(users).where(inArray(users.id, ids))
}
