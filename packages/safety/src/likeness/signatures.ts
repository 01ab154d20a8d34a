import { and, eq, lt, sql } from 'drizzle-orm'
import { after, insertRows, isAmong, isNotEmpty, type Context } from '@stoa/core'
import type { MinhashSignature } from '@stoa/guards'
import { lasts } from './likeness.ts'
import { campaigns, minhashSignatures } from './schema.ts'

type Kept = MinhashSignature & { postId: number; userId: number; createdAt: string }

/** Stores the signatures of posts' texts, instead of earlier ones. */
export async function keepSignatures({ db }: Context, kept: readonly Kept[]): Promise<void> {
  if (isNotEmpty(kept))
    await db.execute(sql`${insertRows(minhashSignatures, kept)}
      on conflict (post_id) do update set (user_id, created_at, hashes, keys) =
        row(excluded.user_id, excluded.created_at, excluded.hashes, excluded.keys)`)
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
