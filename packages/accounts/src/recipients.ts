import { and, eq, isNull } from 'drizzle-orm'
import type { Actor, Context } from '@stoa/core'
import { findAccount } from './account.ts'
import { actorOf } from './actor.ts'
import { users } from './schema.ts'

/**
 * Returns the address of a user and the actor they would be after a full sign-in, which decides
 * what they may be notified about. Undefined for closed, erased and unconfirmed accounts.
 */
export async function findRecipient(
  parts: Pick<Context, 'db' | 'now' | 'ports'>,
  userId: number
): Promise<{ actor: Actor; email: string } | undefined> {
  const present = and(eq(users.id, userId), isNull(users.closesAt))
  const account = present && (await findAccount(parts, present))
  if (!account?.email || !account.emailVerifiedAt) return undefined
  return {
    actor: await actorOf(parts, account, { scopes: null, secondFactor: true }),
    email: account.email
  }
}
