import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { isAmong } from '@stoa/core/data'
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
  keepSignatures,
  lasts,
  mayFormCampaigns,
  openCampaign,
  prolongCampaign
} from '@stoa/safety'
import { minhashSignatures } from '@stoa/safety/tables'
import { campaignPosts } from './schema.ts'

/**
 * Effect of posting and editing: opens or extends a campaign as soon as a third account writes
 * nearly the same text within an hour. Its public posts are auto-hidden, except those that a
 * moderator has already approved.
 */
export async function joinCampaigns(ctx: Context, postIds: readonly number[]): Promise<void> {
  const written = await findWritten(ctx, postIds)
  const signed = written.flatMap(({ text, isKept: _, ...post }) => {
    const signature = text === null ? null : signatureOf(text)
    return signature ? [{ ...post, ...signature }] : []
  })
  const unsigned = written.filter(({ postId }) => !signed.some((post) => post.postId === postId))
  await deleteSignatures(
    ctx,
    unsigned.flatMap(({ postId, isKept }) => (isKept ? [postId] : []))
  )
  const suspects = await keepSignatures(ctx, signed)
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

/** When the current text of a post was written. */
const writtenAt = sql<string>`coalesce(${posts.editedAt}, ${posts.createdAt})`

/** The texts of posts, null where they form no campaign, and whether a signature is stored of them. */
async function findWritten({ db, now }: Context, ids: readonly number[]) {
  const isRead = and(
    gt(writtenAt, after(now, -lasts)),
    inArray(posts.state, ['visible', 'awaiting_approval'])
  )
  const text = sql<string>`case when ${posts.number} = 1 then ${threads.title} || E'\n' || ${posts.body}
    else ${posts.body} end`
  const rows = await db
    .select({
      ...{ postId: posts.id, userId: posts.authorId, createdAt: writtenAt, text },
      ...{ official: posts.official, role: users.role, trust: users.trust },
      isRead: sql<boolean>`${isRead}`,
      isKept: sql<boolean>`exists (select from ${minhashSignatures}
        where ${minhashSignatures.postId} = ${posts.id})`
    })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .innerJoin(users, eq(users.id, posts.authorId))
    .where(isAmong(posts.id, ids))
    .orderBy(asc(posts.id))
  return rows.map(({ official, role, trust, isRead, text, ...post }) => ({
    ...post,
    text: isRead && !official && mayFormCampaigns({ role, trust }) ? text : null
  }))
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
