import { and, eq, isNotNull, notExists, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { findCategory } from '@stoa/threads'
import { snapshotOfPost } from '@stoa/threads/moderators'
import { posts } from '@stoa/threads/tables'
import type { WaitingFilter } from '../columns.ts'
import { campaignPosts } from '../schema.ts'
import { signsOf, waitingSince } from './waiting-posts.ts'

/** Posts of campaigns are decided together, so the list leaves them out. */
const inCampaign = (db: Context['db']) =>
  db
    .select({ postId: campaignPosts.postId })
    .from(campaignPosts)
    .where(eq(campaignPosts.postId, posts.id))

/**
 * Lists posts awaiting approval in the actor's categories, the oldest first; own posts are left
 * out.
 */
export async function listAwaitingPosts(ctx: Context, filter: WaitingFilter) {
  const isAwaiting = and(eq(posts.state, 'awaiting_approval'), notExists(inCampaign(ctx.db)))
  const { items, next } = await waitingSince(ctx, filter, posts.createdAt, isAwaiting)
  const marked = items.map(async ({ body, fieldValues, ...row }) => ({
    ...row,
    snapshot: snapshotOfPost({ ...row, body, fieldValues }, row),
    signs: await signsOf(ctx, body)
  }))
  return { items: await Promise.all(marked), next }
}

/**
 * Lists public posts with quarantined links or phishing phrases that no moderator has reviewed, in
 * the actor's categories, the oldest first. Their own posts are left out.
 */
export async function listFlagged(ctx: Context, filter: WaitingFilter) {
  const isFlagged = and(isNotNull(posts.flaggedAt), eq(posts.state, 'visible'))
  const { items, next } = await waitingSince(ctx, filter, posts.flaggedAt, isFlagged)
  const flagged = items.map(({ flaggedAt, quarantinedLinks, fieldValues, ...row }) => ({
    ...row,
    snapshot: snapshotOfPost({ ...row, fieldValues }, row),
    createdAt: flaggedAt ?? row.createdAt,
    links: quarantinedLinks
  }))
  return { items: flagged, next }
}

/** Number of the latest approvals that count. */
const lately = 50

/**
 * Returns the median minutes until a moderator approved a post, over the latest approvals of a
 * category; null with fewer than three.
 * @throws Problem 404 for a category the actor may not see
 */
export async function usualWait(ctx: Context, slug: string): Promise<{ minutes: number | null }> {
  const [category] = await findCategory(ctx, slug)
  const rows = await ctx.db.execute<{ minutes: number | null; count: number }>(sql`
    select (percentile_cont(0.5) within group (order by waited) / 60)::float as minutes,
      count(*)::int as count
    from (select extract(epoch from acted.created_at - posts.created_at) as waited
      from moderation_actions acted join posts on posts.id = acted.post_id
      where acted.category_id = ${category?.id ?? 0} and acted.kind = 'approved'
      order by acted.id desc limit ${lately}) waits`)
  const [row] = rows
  return { minutes: row && row.count >= 3 ? row.minutes : null }
}
