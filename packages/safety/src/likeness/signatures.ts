import { and, eq, inArray, lt } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import type { MinhashSignature } from '@stoa/guards'
import { lasts } from './likeness.ts'
import { campaigns, minhashSignatures } from './schema.ts'

type Kept = MinhashSignature & { postId: number; userId: number; createdAt: string }

/** Stores the signature of a post's text, instead of an earlier one. */
export async function keepSignature(
  { db }: Context,
  { postId, userId, createdAt, hashes, keys }: Kept
): Promise<void> {
  const signature = { postId, userId, createdAt, hashes, keys }
  await db
    .insert(minhashSignatures)
    .values(signature)
    .onConflictDoUpdate({ target: minhashSignatures.postId, set: signature })
}

/** Deletes the signatures of these posts. */
export const deleteSignatures = async ({ db }: Context, postIds: number[]): Promise<void> =>
  void (await db.delete(minhashSignatures).where(inArray(minhashSignatures.postId, postIds)))

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
