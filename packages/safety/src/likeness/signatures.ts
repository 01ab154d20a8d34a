import { and, eq, lt, sql } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { isAmong, preparedStatement } from '@stoa/core/data'
import { minhash, type MinhashSignature } from '@stoa/guards'
import { areAlike, lasts } from './likeness.ts'
import { campaigns, minhashSignatures } from './schema.ts'

type Kept = MinhashSignature & { postId: number; userId: number; createdAt: string }

/**
 * Stores the signatures of posts' texts, instead of earlier ones, and deletes those of posts that
 * have none any more.
 * @returns the posts whose text is nearly one that another user wrote within the last hour. Usually
 * there are none, so one statement looks for a whole batch.
 */
export async function keepSignatures(
  { db, now }: Context,
  kept: readonly Kept[],
  unsigned: readonly number[]
): Promise<Set<number>> {
  if (kept.length + unsigned.length === 0) return new Set()
  const since = after(now, -lasts)
  // PostgreSQL reads an array's text faster than an array of JSON.
  const written = kept.map(({ keys, ...one }) => ({ ...one, keys: `{${keys.join()}}` }))
  const rows = await keep(db, { kept: JSON.stringify(written), unsigned: [...unsigned], since })
  return new Set(rows.map(({ postId }) => postId))
}

const isLike = sql`other.user_id is distinct from mine.user_id
  and ${areAlike(sql`other.bits`, sql`mine.bits`)} and other.keys && mine.keys`

const size = sql.raw(String(minhash.hashCount * minhash.hashSize))

// The table is read as it was before this statement, so posts of one batch are compared here.
const keep = preparedStatement<{ postId: number }>(
  () => sql`
  with mine as (select "postId" as post_id, "userId" as user_id, "createdAt" as created_at, bits,
      keys
    from jsonb_to_recordset(${sql.placeholder('kept')}::jsonb) kept ("postId" bigint,
      "userId" bigint, "createdAt" timestamptz, bits bit(${size}), keys int[])),
  stored as (insert into ${minhashSignatures} (post_id, user_id, created_at, bits, keys)
    select post_id, user_id, created_at, bits, keys from mine
    on conflict (post_id) do update set (user_id, created_at, bits, keys) =
      row(excluded.user_id, excluded.created_at, excluded.bits, excluded.keys)),
  deleted as (delete from ${minhashSignatures}
    where post_id = any(${sql.placeholder('unsigned')}::bigint[]))
  select mine.post_id as "postId" from mine
  where exists (select from mine other where ${isLike})
    or exists (select from ${minhashSignatures} other
      where other.created_at > ${sql.placeholder('since')}::timestamptz and ${isLike})`
)

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
