import { and, eq, isNull, sql, type SQL } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { insertRows, isNotEmpty } from '@stoa/core/data'
import { contributions } from '../schema.ts'

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

/** Records contributions once, however often it is called. A revoked contribution counts again. */
export async function contribute({ db, now }: Parts, ...all: Contribution[]): Promise<void> {
  const rows = all.map((one) => ({ fromUserId: 0, ...one, createdAt: now })).sort(inOneOrder)
  if (!isNotEmpty(rows)) return
  await db.execute(sql`${insertRows(contributions, rows)}
    on conflict (user_id, kind, ref, from_user_id) do update set revoked_at = null
    where contributions.revoked_at is not null`)
}

// Two statements that insert the same rows in another order could block each other.
const inOneOrder = (one: Contribution, other: Contribution) =>
  one.userId - other.userId || one.ref - other.ref

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

/**
 * Parts of a `with` that record and revoke contributions, at the time of the placeholder `now`.
 * @param rows a query of `user_id`, `kind`, `ref`, `from_user_id` and `is_given`; false revokes
 */
export const contributing = (rows: SQL) => sql`
  credit as (${rows}),
  credited as (
    insert into ${contributions} (user_id, kind, ref, from_user_id, created_at)
    select user_id, kind, ref, from_user_id, ${sql.placeholder('now')}::timestamptz
    from credit where is_given order by user_id, ref, from_user_id
    on conflict (user_id, kind, ref, from_user_id) do update set revoked_at = null
    where contributions.revoked_at is not null),
  revoked as (
    update ${contributions} given set revoked_at = ${sql.placeholder('now')}::timestamptz
    from credit where not credit.is_given and given.revoked_at is null
      and (given.user_id, given.kind, given.ref, given.from_user_id)
        = (credit.user_id, credit.kind, credit.ref, credit.from_user_id))`
