import { and, asc, eq, gt, isNotNull, isNull } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { users } from './schema.ts'

/** Everybody with an account in use: neither closed or closing, nor unconfirmed, nor a visitor. */
const isMember = and(
  isNotNull(users.emailVerifiedAt),
  isNull(users.erasedAt),
  isNull(users.closesAt),
  eq(users.visitor, false)
)

/** Counts all members. It reads the whole table, so no page calls it. */
export const countMembers = ({ db }: Context): Promise<number> => db.$count(users, isMember)

/** Returns the ids of the next members in the order of their ids. */
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
