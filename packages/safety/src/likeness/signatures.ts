import { and, eq, lt, sql } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { insertRows, isAmong, isNotEmpty } from '@stoa/core/data'
import { alikeFrom, type MinhashSignature } from '@stoa/guards'
import { lasts } from './likeness.ts'
import { campaigns, minhashSignatures } from './schema.ts'

type Kept = MinhashSignature & { postId: number; userId: number; createdAt: string }

/**
 * Stores the signatures of posts' texts, instead of earlier ones.
 * @returns the posts whose text is nearly one that another user wrote within the last hour. Usually
 * there are none, so one statement looks for a whole batch.
 */
export async function keepSignatures(ctx: Context, kept: readonly Kept[]): Promise<Set<number>> {
  if (!isNotEmpty(kept)) return new Set()
  await ctx.db.execute(sql`${insertRows(minhashSignatures, kept)}
    on conflict (post_id) do update set (user_id, created_at, hashes, keys) =
      row(excluded.user_id, excluded.created_at, excluded.hashes, excluded.keys)`)
  return postsWithAlike(
    ctx,
    kept.map(({ postId }) => postId)
  )
}

async function postsWithAlike({ db, now }: Context, postIds: number[]): Promise<Set<number>> {
  const rows = await db.execute<{ postId: number }>(sql`
    select mine.post_id as "postId" from ${minhashSignatures} mine
    where mine.post_id = any(${sql.param(postIds)}::bigint[]) and exists (
      select from ${minhashSignatures} other
      where other.created_at > ${after(now, -lasts)}::timestamptz
        and other.user_id is distinct from mine.user_id and other.keys && mine.keys
        and (select count(*) from unnest(other.hashes, mine.hashes) as pair (one, other)
          where one = pair.other) >= ${alikeFrom})`)
  return new Set(rows.map(({ postId }) => postId))
}

/** Deletes the signatures of these posts. */
export async function deleteSignatures({ db }: Context, postIds: number[]): Promise<void> {
  if (postIds.length > 0)
    await db.delete(minhashSignatures).where(isAmong(minhashSignatures.postId, postIds))
}

/** Deletes signatures older than `lasts`; they can start no campaign any more. */
export async function deleteOldSignatures({ db, now }: Context): Promise<void> {
  await db.delete(minhashSignatures).where(lt(minhashSignatures.createdAt, after(now, -lasts)))
}

/**
 * Opens a campaign. One signature represents it, however many posts join.
 * @returns its id
 */
export async function openCampaign(
  { db, now }: Context,
  signature: MinhashSignature
): Promise<number> {
  const [row] = await db.insert(campaigns).values({ openedAt: now }).returning({ id: campaigns.id })
  if (!row) throw new Error('a campaign was not stored')
  await db.insert(minhashSignatures).values({ campaignId: row.id, createdAt: now, ...signature })
  return row.id
}

/** Extends a campaign: it ends an hour after its last post. */
export async function prolongCampaign(
  { db }: Context,
  campaignId: number,
  createdAt: string
): Promise<void> {
  await db
    .update(minhashSignatures)
    .set({ createdAt })
    .where(
      and(eq(minhashSignatures.campaignId, campaignId), lt(minhashSignatures.createdAt, createdAt))
    )
}

/** Sets or clears the time since which texts of a campaign are not held any more. */
export async function setReleased(
  { db }: Context,
  id: number,
  releasedAt: string | null
): Promise<void> {
  await db.update(campaigns).set({ releasedAt }).where(eq(campaigns.id, id))
}
