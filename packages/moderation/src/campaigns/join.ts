import { and, asc, eq, inArray } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { signatureOf, type MinhashSignature } from '@stoa/guards'
import { changedPosts, lockThread, type ChangedPost } from '@stoa/threads'
import { autoHide } from '@stoa/threads/moderators'
import { posts } from '@stoa/threads/tables'
import { wasLookedAt } from '../reports/auto-hiding.ts'
import {
  deleteSignatures,
  findAlike,
  isCampaign,
  keepSignatures,
  lasts,
  mayFormCampaigns,
  openCampaign,
  prolongCampaign
} from '@stoa/safety'
import { campaignPosts } from '../schema/cases.ts'

/**
 * Effect of posting and editing: opens or extends a campaign as soon as a third account writes
 * nearly the same text within an hour. Its public posts are auto-hidden, except those that a
 * moderator has already approved.
 */
export async function joinCampaigns(ctx: Context, postIds: readonly number[]): Promise<void> {
  const written = await changedPosts(ctx, postIds)
  const signed = written.flatMap((post) => signedOf(ctx, post))
  const ids = new Set(signed.map(({ postId }) => postId))
  const unsigned = written.filter(({ id }) => !ids.has(id)).map(({ id }) => id)
  const suspects = await keepSignatures(ctx, signed, unsigned)
  for (const post of signed) if (suspects.has(post.postId)) await joinCampaign(ctx, post)
}

type Signed = MinhashSignature & { postId: number; userId: number; createdAt: string }

async function joinCampaign(ctx: Context, post: Signed): Promise<void> {
  const { postId, userId, createdAt, ...signature } = post
  const alike = await findAlike(ctx, userId, signature)
  if (!alike.campaign && !isCampaign(alike)) return
  const ids = [postId, ...alike.posts.map((one) => one.postId)]
  await deleteSignatures(ctx, ids)
  if (!isCampaign(alike)) return
  const campaignId = alike.campaign?.id ?? (await openCampaign(ctx, signature))
  await prolongCampaign(ctx, campaignId, createdAt)
  await join(ctx, campaignId, ids)
}

/** A post with the signature of its text; none if it forms no campaign. */
function signedOf({ now }: Context, post: ChangedPost): Signed[] {
  const { id: postId, number, title, body, authorId: userId, authorRole: role } = post
  // When its present text was written.
  const createdAt = post.editedAt ?? post.createdAt
  const isRead = createdAt > after(now, -lasts) && isPresent(post)
  if (!isRead || post.official || !mayFormCampaigns({ role, trust: post.authorTrust })) return []
  const signature = signatureOf(number === 1 ? `${title}\n${body}` : body)
  return signature ? [{ postId, userId, createdAt, ...signature }] : []
}

const isPresent = ({ state }: ChangedPost) => state === 'visible' || state === 'awaiting_approval'

/** A post that belongs to an earlier campaign stays there. */
async function join(ctx: Context, campaignId: number, ids: number[]) {
  await ctx.db
    .insert(campaignPosts)
    .values(ids.map((postId) => ({ postId, campaignId, addedAt: ctx.now })))
    .onConflictDoNothing()
  await hideWaiting(ctx, ids)
}

/** Hides in the order in which threads are locked. */
async function hideWaiting(ctx: Context, ids: number[]) {
  const shown = await ctx.db
    .select({ id: posts.id, threadId: posts.threadId })
    .from(posts)
    .where(and(inArray(posts.id, ids), eq(posts.state, 'visible')))
    .orderBy(asc(posts.threadId), asc(posts.id))
  for (const { id, threadId } of shown) {
    if (await wasLookedAt(ctx, id)) continue
    await lockThread(ctx, threadId)
    await autoHide(ctx, id, 'spam')
  }
}
