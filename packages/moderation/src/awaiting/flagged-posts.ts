import { and, asc, eq, isNotNull, ne, sql, type SQL } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { decodeCursor, paged, timeKey } from '@stoa/core/data'
import { visiblePosts, whereModerated } from '@stoa/threads'
import { snapshotOfPost } from '@stoa/threads/moderating'
import { posts } from '@stoa/threads/tables'
import { whereWaiting, type WaitingFilter } from '../columns.ts'
import { waitingPosts, withShownLinks } from './waiting-posts.ts'

const pageSize = 20

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
