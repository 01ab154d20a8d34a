import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { contributions } from './schema.ts'

type Parts = Pick<Context, 'db' | 'now'>

/**
 * `ref` is the id of the post, thread or report, or a day as yyyymmdd. `fromUserId` is the asker or
 * voter.
 */
export type Contribution = {
  userId: number
  kind: (typeof contributions.$inferSelect)['kind']
  ref: number
  fromUserId?: number
}

/** Records a contribution once, however often it is called. A revoked contribution counts again. */
export async function contribute(
  { db, now }: Parts,
  { userId, kind, ref, fromUserId = 0 }: Contribution
): Promise<void> {
  await db
    .insert(contributions)
    .values({ userId, kind, ref, fromUserId, createdAt: now })
    .onConflictDoUpdate({
      target: [
        contributions.userId,
        contributions.kind,
        contributions.ref,
        contributions.fromUserId
      ],
      set: { revokedAt: null },
      setWhere: sql`${contributions.revokedAt} is not null`
    })
}

/** Revokes a contribution. Without `fromUserId` it revokes those of all givers. */
export async function revokeContribution(
  { db, now }: Parts,
  { userId, kind, ref, fromUserId }: Contribution
): Promise<void> {
  await db
    .update(contributions)
    .set({ revokedAt: now })
    .where(
      and(
        eq(contributions.userId, userId),
        eq(contributions.kind, kind),
        eq(contributions.ref, ref),
        fromUserId === undefined ? undefined : eq(contributions.fromUserId, fromUserId),
        isNull(contributions.revokedAt)
      )
    )
}
