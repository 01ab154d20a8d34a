import { and, eq, isNull } from 'drizzle-orm'
import type { Actor, Context } from '@stoa/core'
import { findAccount } from './account.ts'
import { actorOf } from './actor.ts'
import { users } from './schema.ts'

/**
 * A user with the power of a full sign-in, for deciding what they may be told while they are away,
 * and their address; `undefined` for closed, erased and unconfirmed accounts.
 */
export async function findRecipient(
  parts: Pick<Context, 'db' | 'now' | 'ports'>,
  userId: number
): Promise<{ actor: Actor; email: string } | undefined> {
  const present = and(eq(users.id, userId), isNull(users.closesAt))
  const account = present && (await findAccount(parts, present))
  if (!account?.email || !account.emailVerifiedAt) return undefined
  return { actor: await actorOf(parts, account, { secondFactor: true }), email: account.email }
}
