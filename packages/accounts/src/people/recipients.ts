import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Actor, Context } from '@stoa/core'
import { preparedQuery } from '@stoa/core/data'
import { accountColumns } from '../account/account.ts'
import { actorOf } from '../sessions/actor.ts'
import { secondFactors, users } from '../schema.ts'

type Parts = Pick<Context, 'db' | 'now' | 'ports'>

/** A user's address and the actor they would be after a full sign-in. */
export type FoundRecipient = { actor: Actor; email: string }

/**
 * Finds the recipients among these users, by id. The actor decides what they may be notified about.
 * Closed, erased and unconfirmed accounts are left out.
 */
export async function findRecipients(
  parts: Parts,
  userIds: readonly number[]
): Promise<Map<number, FoundRecipient>> {
  const accounts = await presentAccounts(parts.db).execute({ ids: userIds, now: parts.now })
  const found = new Map<number, FoundRecipient>()
  for (const account of accounts) {
    const actor = await actorOf(parts, account, { scopes: null, secondFactor: true })
    if (account.email) found.set(account.id, { actor, email: account.email })
  }
  return found
}

/** Finds one recipient; undefined for a closed, erased or unconfirmed account. */
export const findRecipient = async (parts: Parts, userId: number) =>
  (await findRecipients(parts, [userId])).get(userId)

const presentAccounts = preparedQuery((db) =>
  db
    .select(accountColumns(sql.placeholder('now')))
    .from(users)
    .leftJoin(secondFactors, eq(secondFactors.userId, users.id))
    .where(
      and(
        sql`${users.id} = any(${sql.placeholder('ids')}::bigint[])`,
        isNotNull(users.emailVerifiedAt),
        isNull(users.erasedAt),
        isNull(users.closesAt)
      )
    )
    .prepare('present_accounts')
)
