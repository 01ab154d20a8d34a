import { and, eq, gt, inArray, isNull, or } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { accountColumns } from './account.ts'
import { secondFactors, sessions, users } from './schema.ts'

const staffIdle = 30 * 60_000

/** The session with this hash and its account, unless it is over or its staff was away too long. */
export const selectLiveSession = ({ db, now }: Pick<Context, 'db' | 'now'>, hash: string) =>
  db
    .select({
      session: {
        createdAt: sessions.createdAt,
        authenticatedAt: sessions.authenticatedAt,
        lastUsedAt: sessions.lastUsedAt,
        expiresAt: sessions.expiresAt,
        secondFactor: sessions.secondFactor,
        address: sessions.address,
        userAgent: sessions.userAgent
      },
      account: accountColumns(now)
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .leftJoin(secondFactors, eq(secondFactors.userId, users.id))
    .where(
      and(
        eq(sessions.hash, hash),
        gt(sessions.expiresAt, now),
        isNull(users.erasedAt),
        or(
          inArray(users.role, ['member', 'volunteer']),
          gt(sessions.lastUsedAt, after(now, -staffIdle))
        )
      )
    )
