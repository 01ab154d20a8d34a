import { and, asc, eq, ne, notExists, sql, isNotNull, type SQL } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { decodeCursor, paged, timeKey } from '@stoa/core/data'
import { visiblePosts, whereModerated, findCategory } from '@stoa/threads'
import { snapshotOfPost } from '@stoa/threads/moderators'
import { posts } from '@stoa/threads/tables'
import { whereWaiting, type WaitingFilter } from '../columns.ts'
import { signsOf, waitingPosts, withShownLinks } from './waiting-posts.ts'
import { campaignPosts } from '../schema.ts'

const pageSize = 20

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
  const rows = await postsAwaitingApproval(ctx, filter)
  const { items, next } = paged(rows, pageSize, (row) => [row.createdAt, row.postId])
  const marked = (await withShownLinks(ctx, items)).map(async ({ body, fieldValues, ...row }) => ({
    ...row,
    snapshot: snapshotOfPost({ ...row, body, fieldValues }, row),
    signs: await signsOf(ctx, body)
  }))
  return { items: await Promise.all(marked), next }
}

async function postsAwaitingApproval(ctx: Context, { cursor, ...filter }: WaitingFilter) {
  const { actor, db } = ctx
  const [createdAt, id] = cursor ? decodeCursor(cursor, timeKey) : []
  const later =
    createdAt && sql`(${posts.createdAt}, ${posts.id}) > (${createdAt}::timestamptz, ${id})`
  return waitingPosts(ctx)
    .where(
      and(
        visiblePosts(actor),
        eq(posts.state, 'awaiting_approval'),
        notExists(inCampaign(db)),
        whereModerated(ctx),
        ne(posts.authorId, actor.id),
        later || undefined,
        await whereWaiting(ctx, filter)
      )
    )
    .orderBy(asc(posts.createdAt), asc(posts.id))
    .limit(pageSize + 1)
}

/**
 * Lists public posts with quarantined links or phishing phrases that no moderator has reviewed, in
 * the actor's categories, the oldest first. Their own posts are left out.
 */
export async function listFlagged(ctx: Context, filter: WaitingFilter) {
  const rows = await flaggedPosts(ctx, filter)
  const { items, next } = paged(rows, pageSize, (row) => [row.flaggedAt ?? '', row.postId])
  const shown = await withShownLinks(ctx, items)
  return { items: shown.map(toFlagged), next }
}

type Row = Awaited<ReturnType<typeof withShownLinks>>[number]

const toFlagged = ({ flaggedAt, quarantinedLinks, fieldValues, ...row }: Row) => ({
  ...row,
  snapshot: snapshotOfPost({ ...row, fieldValues }, row),
  createdAt: flaggedAt ?? row.createdAt,
  links: quarantinedLinks
})

async function flaggedPosts(ctx: Context, { cursor, ...filter }: WaitingFilter) {
  const { actor } = ctx
  return waitingPosts(ctx)
    .where(
      and(
        visiblePosts(actor),
        ...[isNotNull(posts.flaggedAt), eq(posts.state, 'visible'), ne(posts.authorId, actor.id)],
        whereModerated(ctx),
        behind(cursor),
        await whereWaiting(ctx, filter)
      )
    )
    .orderBy(asc(posts.flaggedAt), asc(posts.id))
    .limit(pageSize + 1)
}

function behind(cursor?: string): SQL | undefined {
  if (cursor === undefined) return undefined
  const [flaggedAt, id] = decodeCursor(cursor, timeKey)
  return sql`(${posts.flaggedAt}, ${posts.id}) > (${flaggedAt}::timestamptz, ${id})`
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
