import { eq, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { users } from './schema.ts'

/**
 * Stores the version of the terms that a user accepted, so that the actor carries it. An older one
 * changes nothing.
 */
export async function storeAcceptedTerms({ db }: Context, userId: number, version: number) {
  const acceptedTerms = sql`greatest(${users.acceptedTerms}, ${version})`
  await db.update(users).set({ acceptedTerms }).where(eq(users.id, userId))
}
