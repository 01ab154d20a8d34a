import { and, asc, eq, isNotNull, sql } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { alikeFrom, signatureOf, type MinhashSignature } from '@stoa/guards'
import { preparedRead } from '@stoa/threads'
import { minhashSignatures, campaigns } from './schema.ts'

/** Nearly the same within this time is one wave. */
export const lasts = 3600_000
/**
 * So many accounts make a wave. Two say the same when one person has two accounts or copies a friend's
 * words; by the third it is somebody's doing.
 */
export const accounts = 3

/** The wave that such texts are of already, and posts of other members that are of none. */
export type Alike = {
  campaign?: { id: number; isReleased: boolean }
  posts: { postId: number; userId: number }[]
}

/** Of a text that is of no wave there are those of a member or two. */
const candidateLimit = 100

const equal = sql`(select count(*)
  from unnest(${minhashSignatures.hashes}, ${sql.placeholder('hashes')}::int[]) as pair (one, other)
  where one = other)`

const alikeRead = preparedRead((db) =>
  db
    .select({
      postId: minhashSignatures.postId,
      userId: minhashSignatures.userId,
      campaignId: minhashSignatures.campaignId,
      isReleased: sql<boolean>`${isNotNull(campaigns.releasedAt)}`
    })
    .from(minhashSignatures)
    .leftJoin(campaigns, eq(campaigns.id, minhashSignatures.campaignId))
    .where(
      and(
        sql`${minhashSignatures.createdAt} > ${sql.placeholder('since')}::timestamptz`,
        sql`${minhashSignatures.userId} is distinct from ${sql.placeholder('userId')}::bigint`,
        sql`${minhashSignatures.keys} && ${sql.placeholder('keys')}::int[]`,
        sql`${equal} >= ${alikeFrom}`
      )
    )
    .orderBy(asc(minhashSignatures.campaignId))
    .limit(candidateLimit)
    .prepare('alike_texts')
)

/** What others wrote within the hour that says nearly the same. */
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
  isReleased: boolean
}

const toAlike = (rows: Row[]): Alike => ({
  campaign: rows.flatMap(({ campaignId: id, isReleased }) =>
    id === null ? [] : { id, isReleased }
  )[0],
  posts: rows.flatMap(({ postId, userId }) =>
    postId === null || userId === null ? [] : { postId, userId }
  )
})

/** Whether with what is alike one more account makes a wave, and no moderator let such a text out. */
export function isCampaign({ campaign, posts }: Alike): boolean {
  if (campaign) return !campaign.isReleased
  return new Set(posts.map(({ userId }) => userId)).size + 1 >= accounts
}

/** Members who have not been here for long; whom people know by what they answered may repeat it. */
export const mayFormCampaigns = ({ role, trust }: { role: string; trust: string }) =>
  role === 'member' && trust !== 'trusted'

/** Whether a text would be the next of a wave. */
export async function isOfCampaign(ctx: Context, text: string): Promise<boolean> {
  if (!mayFormCampaigns(ctx.actor)) return false
  const signature = signatureOf(text)
  return signature !== null && isCampaign(await findAlike(ctx, ctx.actor.id, signature))
}
