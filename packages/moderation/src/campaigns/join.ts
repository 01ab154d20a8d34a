import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { users } from '@stoa/accounts/tables'
import { signatureOf, type MinhashSignature } from '@stoa/guards'
import { lockThread } from '@stoa/threads'
import { autoHide } from '@stoa/threads/moderating'
import { posts, threads } from '@stoa/threads/tables'
import { wasLookedAt } from '../reports/auto-hiding.ts'
import {
  deleteSignatures,
  findAlike,
  isCampaign,
  keepSignature,
  lasts,
  mayFormCampaigns,
  openCampaign,
  prolongCampaign
} from '@stoa/safety'
import { campaignPosts } from './schema.ts'

type OnPost = { postId: number }

/**
 * Effect of posting and editing: opens or extends a campaign as soon as a third account writes
 * nearly the same text within an hour. Its public posts are auto-hidden, except those that a
 * moderator has already approved.
 */
export async function joinCampaign(ctx: Context, { postId }: OnPost): Promise<void> {
  const post = await findWritten(ctx, postId)
  const signature = post && signatureOf(post.text)
  if (!post || !signature) return deleteSignatures(ctx, [postId])
  await lockAlike(ctx, signature)
  const alike = await findAlike(ctx, post.userId, signature)
  if (!alike.campaign && !isCampaign(alike))
    return keepSignature(ctx, { ...post, postId, ...signature })
  const ids = [postId, ...alike.posts.map((one) => one.postId)]
  await deleteSignatures(ctx, ids)
  if (!isCampaign(alike)) return
  const campaignId = alike.campaign?.id ?? (await openCampaign(ctx, signature))
  await prolongCampaign(ctx, campaignId, post.createdAt)
  await join(ctx, campaignId, ids)
}

/**
 * Serializes texts that are alike: they share a key, and the last of three concurrent posts must
 * see the other two. Other texts run in parallel. Keys are sorted to avoid deadlocks.
 */
async function lockAlike({ db }: Context, { keys }: MinhashSignature) {
  await db.execute(sql`
    with sorted as materialized (
      select distinct key from unnest(${sql.param(keys)}::int[]) key order by key)
    select count(pg_advisory_xact_lock(hashtext('moderation.campaigns'), key)::text) from sorted`)
}

/** When the current text of a post was written. */
const writtenAt = sql<string>`coalesce(${posts.editedAt}, ${posts.createdAt})`

async function findWritten({ db, now }: Context, id: number) {
  const isOfNow = gt(writtenAt, after(now, -lasts))
  const [found] = await db
    .select({
      userId: posts.authorId,
      createdAt: writtenAt,
      official: posts.official,
      text: sql<string>`case when ${posts.number} = 1 then ${threads.title} || E'\n' || ${posts.body}
        else ${posts.body} end`,
      role: users.role,
      trust: users.trust
    })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .innerJoin(users, eq(users.id, posts.authorId))
    .where(and(eq(posts.id, id), isOfNow, inArray(posts.state, ['visible', 'awaiting_approval'])))
  return found && !found.official && mayFormCampaigns(found) ? found : undefined
}

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
