import { and, asc, eq, gt, isNotNull, isNull } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { endOf } from '../account/account.ts'
import { users } from '../schema.ts'

/** Everybody with an account in use: neither closed or closing, nor unconfirmed, visitor or program. */
export const isMember = and(
  isNotNull(users.emailVerifiedAt),
  isNull(users.erasedAt),
  isNull(users.closesAt),
  eq(users.visitor, false),
  eq(users.service, false)
)

/** Condition on a row of `users`: the account is not suspended at this time. */
export const isNotSuspended = (now: string) => isNull(endOf('suspension', now))

/** Counts the members. It reads the whole table, so no page calls it. */
export const countMembers = ({ db }: Context): Promise<number> => db.$count(users, isMember)

/** Returns the ids of the next of them in the order of their ids. */
export async function membersAfter(
  { db }: Context,
  afterId: number,
  limit: number
): Promise<number[]> {
  const rows = await db
    .select({ id: users.id })
    .from(users)
    .where(and(gt(users.id, afterId), isMember))
    .orderBy(asc(users.id))
    .limit(limit)
  return rows.map(({ id }) => id)
}
