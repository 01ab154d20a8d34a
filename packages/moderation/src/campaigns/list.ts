import { and, asc, count, countDistinct, eq, inArray, or, sql, type SQL } from 'drizzle-orm'
import { snapshotOf, type Context, type Snapshot } from '@stoa/core'
import { afterCursor, paged } from '@stoa/core/data'
import { categories, posts, threads } from '@stoa/threads/tables'
import { campaigns } from '@stoa/safety/tables'
import { snapshotOfPost } from '@stoa/threads/moderators'
import { whereWaiting, type WaitingFilter } from '../columns.ts'
import { ofOthers, waitingPosts, withShownLinks } from '../awaiting/waiting-posts.ts'
import type { CampaignRow } from './contract.ts'
import { campaignPosts } from '../schema/cases.ts'

const pageSize = 20

/**
 * Lists campaigns with waiting posts in the actor's categories, the oldest first. Volunteers see,
 * and decide on, posts of their categories only.
 * @throws Problem 404 for a category the actor may not see, 422 `invalid_cursor`
 */
export async function listCampaigns(ctx: Context, { cursor, ...filter }: WaitingFilter) {
  const rows = await openCampaigns(
    ctx,
    and(afterCursor(cursor, campaigns.openedAt, campaigns.id), await whereWaiting(ctx, filter))
  )
  const { items, next } = paged(rows, pageSize, (row) => [row.openedAt, row.id])
  const shown = await postsOf(
    ctx,
    items.flatMap(({ next }) => next)
  )
  return { next, items: items.map((row) => toRow(row, shown)) }
}

const openCampaigns = (ctx: Context, condition: SQL | undefined) =>
  ctx.db
    .select({
      id: campaigns.id,
      openedAt: campaigns.openedAt,
      count: count(),
      accounts: countDistinct(posts.authorId),
      // The posts that one decision covers.
      next: sql<number[]>`(array_agg(${posts.id}::int
        order by ${posts.threadId}, ${posts.id}))[1:${batchSize}]`
    })
    .from(campaigns)
    .innerJoin(campaignPosts, eq(campaignPosts.campaignId, campaigns.id))
    .innerJoin(posts, eq(posts.id, campaignPosts.postId))
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .innerJoin(categories, eq(categories.id, threads.categoryId))
    .where(and(awaitsDecision(ctx), condition))
    .groupBy(campaigns.id)
    .orderBy(asc(campaigns.openedAt), asc(campaigns.id))
    .limit(pageSize + 1)

/** Condition for undecided posts that the actor may decide on, for queries that join `threads`. */
export const awaitsDecision = (ctx: Context): SQL | undefined =>
  and(ofOthers(ctx), or(eq(posts.state, 'awaiting_approval'), eq(posts.autoHidden, true)))

type PostRows = Awaited<ReturnType<typeof postsOf>>

async function postsOf(ctx: Context, ids: number[]) {
  if (ids.length === 0) return []
  const rows = await waitingPosts(ctx)
    .where(inArray(posts.id, ids))
    .orderBy(asc(posts.threadId), asc(posts.id))
  return withShownLinks(ctx, rows)
}

type Found = Awaited<ReturnType<typeof openCampaigns>>[number]

function toRow({ next, ...campaign }: Found, shown: PostRows): CampaignRow {
  const posts = shown.filter(({ postId }) => next.includes(postId))
  return { ...campaign, posts, snapshot: snapshotOfCampaign(posts) }
}

/** Posts per decision. Each one is hidden or shown separately and takes milliseconds. */
export const batchSize = 50

type Text = Parameters<typeof snapshotOfPost>[0] & {
  postId: number
  title: string
  tags: string[]
}

/** Snapshot of what becomes public if a campaign is released: the posts that one decision covers. */
export const snapshotOfCampaign = (posts: readonly Text[]): Snapshot =>
  snapshotOf(Object.fromEntries(posts.map((post) => [`post.${post.postId}`, textOf(post)])))

const textOf = (post: Text) =>
  snapshotOfPost(post, post)
    .parts.map(({ text }) => text)
    .join('\n')
