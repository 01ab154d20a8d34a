import { and, asc, eq, ne, notExists, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { decodeCursor, paged, timeKey } from '@stoa/core/data'
import { visiblePosts, whereModerated } from '@stoa/threads'
import { snapshotOfPost } from '@stoa/threads/moderating'
import { posts } from '@stoa/threads/tables'
import { whereWaiting, type WaitingFilter } from '../columns.ts'
import { signsOf } from './signs.ts'
import { waitingPosts, withShownLinks } from './waiting-posts.ts'
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
