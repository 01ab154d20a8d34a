import { and, asc, eq, sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { minhash, signatureOf, type MinhashSignature } from '@stoa/guards'
import { preparedRead } from '@stoa/threads'
import { campaigns, minhashSignatures } from './schema.ts'

/** Milliseconds within which texts that are alike form a campaign. */
export const lasts = 3600_000
/**
 * Number of accounts that make a campaign. Two may be one person with two accounts, or a friend who
 * copies a text; three are organized.
 */
export const accounts = 3

/**
 * The campaign that texts like this belong to already, and posts of other members in no campaign.
 */
export type Alike = {
  campaign?: { id: number; isReleased: boolean }
  posts: { postId: number; userId: number }[]
}

/** Outside a campaign, only one or two members have written a text like this. */
const candidateLimit = 100

const { alikeFrom, hashCount, hashSize, maxDifferentBits } = minhash
const number = (value: number) => sql.raw(String(value))
const hashAt = (bits: SQLWrapper) => sql`substring(${bits} from place for ${number(hashSize)})`

/**
 * Condition: two `bits` are of texts that are nearly the same. The hashes are compared one by one
 * only where few bits differ.
 */
export const areAlike = (one: SQLWrapper, other: SQLWrapper): SQL =>
  sql`bit_count(${one} # ${other}) <= ${number(maxDifferentBits)} and (select count(*)
    from generate_series(1, ${number(hashCount * hashSize)}, ${number(hashSize)}) place
    where ${hashAt(one)} = ${hashAt(other)}) >= ${number(alikeFrom)}`

const given = sql`${sql.placeholder('bits')}::bit(${number(hashCount * hashSize)})`

const alikeRead = preparedRead((db) =>
  db
    .select({
      postId: minhashSignatures.postId,
      userId: minhashSignatures.userId,
      campaignId: minhashSignatures.campaignId,
      // Most have no campaign, and a join would be prepared for all of them.
      isReleased: sql<boolean | null>`(select ${campaigns.releasedAt} is not null from ${campaigns}
        where ${eq(campaigns.id, minhashSignatures.campaignId)})`
    })
    .from(minhashSignatures)
    .where(
      and(
        sql`${minhashSignatures.createdAt} > ${sql.placeholder('since')}::timestamptz`,
        sql`${minhashSignatures.userId} is distinct from ${sql.placeholder('userId')}::bigint`,
        sql`${minhashSignatures.keys} && ${sql.placeholder('keys')}::int[]`,
        areAlike(minhashSignatures.bits, given)
      )
    )
    .orderBy(asc(minhashSignatures.campaignId))
    .limit(candidateLimit)
    .prepare('alike_texts')
)

/** Finds nearly the same texts that other users wrote within the last hour. */
export async function findAlike(
  ctx: Context,
  userId: number,
  signature: MinhashSignature
): Promise<Alike> {
  const since = after(ctx.now, -lasts)
  return toAlike(await alikeRead(ctx).execute({ ...signature, userId, since }))
}

type Row = {
  postId: number | null
  userId: number | null
  campaignId: number | null
  isReleased: boolean | null
}

const toAlike = (rows: Row[]): Alike => ({
  campaign: rows.flatMap(({ campaignId: id, isReleased }) =>
    id === null ? [] : { id, isReleased: isReleased === true }
  )[0],
  posts: rows.flatMap(({ postId, userId }) =>
    postId === null || userId === null ? [] : { postId, userId }
  )
})

/**
 * True if one more account would make a campaign, or the campaign exists and no moderator has
 * released it.
 */
export function isCampaign({ campaign, posts }: Alike): boolean {
  if (campaign) return !campaign.isReleased
  return new Set(posts.map(({ userId }) => userId)).size + 1 >= accounts
}

/** True for members below trust `trusted`. Trusted members may repeat an answer. */
export const mayFormCampaigns = ({ role, trust }: { role: string; trust: string }) =>
  role === 'member' && trust !== 'trusted'

/** True if this text would start or join a campaign. */
export async function isOfCampaign(ctx: Context, text: string): Promise<boolean> {
  if (!mayFormCampaigns(ctx.actor)) return false
  const signature = signatureOf(text)
  return signature !== null && isCampaign(await findAlike(ctx, ctx.actor.id, signature))
}
