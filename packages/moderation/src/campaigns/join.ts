import { and, asc, eq, gt, inArray, lt, sql } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { users } from '@stoa/accounts/schema'
import { signatureOf, type MinhashSignature } from '@stoa/guards'
import { autoHide, lockThread } from '@stoa/threads'
import { posts, threads } from '@stoa/threads/schema'
import { wasLookedAt } from '../reports/auto-hiding.ts'
import { findAlike, isCampaign, lasts, mayFormCampaigns } from './likeness.ts'
import { minhashSignatures, campaignPosts, campaigns } from './schema.ts'

type OnPost = { postId: number }

/**
 * Consequence of what members post and edit: from the third account on that says nearly the same within
 * an hour all of it is one case. What is public of it is hidden until a moderator has looked, and what
 * they looked at and left stays.
 */
export async function joinCampaign(ctx: Context, { postId }: OnPost): Promise<void> {
  const post = await findWritten(ctx, postId)
  const signature = post && signatureOf(post.text)
  if (!post || !signature) return clear(ctx, postId)
  await lockAlike(ctx, signature)
  const alike = await findAlike(ctx, post.userId, signature)
  if (!alike.campaign && !isCampaign(alike)) return keep(ctx, { ...post, postId, ...signature })
  const ids = [postId, ...alike.posts.map((one) => one.postId)]
  await clear(ctx, ...ids)
  if (!isCampaign(alike)) return
  const campaignId = alike.campaign?.id ?? (await begin(ctx, signature))
  await prolong(ctx, campaignId, post.createdAt)
  await join(ctx, campaignId, ids)
}

/**
 * What is alike shares a key, and goes one after another: of three that come at once the last one sees
 * the others. All else goes side by side. In one order, so that no two wait for each other.
 */
async function lockAlike({ db }: Context, { keys }: MinhashSignature) {
  await db.execute(sql`
    with sorted as materialized (
      select distinct key from unnest(${sql.param(keys)}::int[]) key order by key)
    select count(pg_advisory_xact_lock(hashtext('moderation.waves'), key)::text) from sorted`)
}

/** When a post got the words that it has. */
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
    .where(and(eq(posts.id, id), isOfNow, inArray(posts.state, ['visible', 'held'])))
  return found && !found.official && mayFormCampaigns(found) ? found : undefined
}

const clear = async ({ db }: Context, ...ids: number[]) =>
  void (await db.delete(minhashSignatures).where(inArray(minhashSignatures.postId, ids)))

type Kept = MinhashSignature & { postId: number; userId: number; createdAt: string }

async function keep({ db }: Context, { postId, userId, createdAt, hashes, keys }: Kept) {
  const signature = { postId, userId, createdAt, hashes, keys }
  await db
    .insert(minhashSignatures)
    .values(signature)
    .onConflictDoUpdate({ target: minhashSignatures.postId, set: signature })
}

/** Such texts are known from now on by one sketch, however many come. */
async function begin({ db, now }: Context, signature: MinhashSignature): Promise<number> {
  const [row] = await db.insert(campaigns).values({ openedAt: now }).returning({ id: campaigns.id })
  if (!row) throw new Error('a wave was not stored')
  await db.insert(minhashSignatures).values({ campaignId: row.id, createdAt: now, ...signature })
  return row.id
}

/** It is over an hour after the last of it. */
const prolong = ({ db }: Context, campaignId: number, createdAt: string) =>
  db
    .update(minhashSignatures)
    .set({ createdAt })
    .where(
      and(eq(minhashSignatures.campaignId, campaignId), lt(minhashSignatures.createdAt, createdAt))
    )

/** What is of an earlier wave stays there. */
async function join(ctx: Context, campaignId: number, ids: number[]) {
  await ctx.db
    .insert(campaignPosts)
    .values(ids.map((postId) => ({ postId, campaignId, addedAt: ctx.now })))
    .onConflictDoNothing()
  await hideWaiting(ctx, ids)
}

/** In the order in which threads are locked. */
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

/** What is older than an hour makes no wave any more. */
export async function deleteOldSignatures({ db, now }: Context): Promise<void> {
  await db.delete(minhashSignatures).where(lt(minhashSignatures.createdAt, after(now, -lasts)))
}
