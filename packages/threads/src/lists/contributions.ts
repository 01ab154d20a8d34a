import { and, desc, eq, sql } from 'drizzle-orm'
import { contribute, findUser, revokeContribution } from '@stoa/accounts'
import { decodeCursor, guest, paged, timeKey, type Context } from '@stoa/core'
import { excerpt } from '../rendering/excerpt.ts'
import { publicTextOf } from '../rendering/markdown.ts'
import { visiblePosts } from '../visibility.ts'
import { posts, threads } from '../schema.ts'
import { postUrl } from '../urls.ts'

const size = 20
const excerptLength = 160

const postColumns = {
  postId: posts.id,
  threadId: threads.id,
  number: posts.number,
  title: threads.title,
  language: threads.language,
  body: posts.body,
  quarantined: posts.quarantinedLinks,
  accepted: sql<boolean>`${threads.acceptedPostId} is not distinct from ${posts.id}`,
  voteCount: posts.voteCount,
  createdAt: posts.createdAt
}

/**
 * Lists a user's public posts, newest first. The list is the same for every reader.
 * @throws Problem 404 or 410 as `findUser`, 422 `invalid_cursor`
 */
export async function listPostsOf(ctx: Context, of: { username: string; cursor?: string }) {
  const user = await findUser(ctx, of.username)
  const rows = await ctx.db
    .select(postColumns)
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(and(visiblePosts(guest), eq(posts.authorId, user.id), before(of.cursor)))
    .orderBy(desc(posts.createdAt), desc(posts.id))
    .limit(size + 1)
  const items = rows.map(({ body, quarantined, threadId, ...row }) => ({
    ...row,
    url: postUrl(threadId, row.title, row.number),
    excerpt: excerpt(publicTextOf(body, quarantined), excerptLength)
  }))
  return paged(items, size, ({ createdAt, postId }) => [createdAt, postId])
}

function before(cursor: string | undefined) {
  if (cursor === undefined) return undefined
  const [time, id] = decodeCursor(cursor, timeKey)
  return sql`(${posts.createdAt}, ${posts.id}) < (${time}::timestamptz, ${id}::bigint)`
}

/**
 * Effect of every event that shows or hides a post: its author is credited while the post is
 * public.
 */
export async function creditPost(ctx: Context, { postId }: { postId: number }): Promise<void> {
  const isPublic = sql<boolean>`coalesce((${visiblePosts(guest)}), false)`
  const [post] = await ctx.db
    .select({ userId: posts.authorId, isPublic })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(eq(posts.id, postId))
  if (!post) return
  const credit = { userId: post.userId, kind: 'post', ref: postId } as const
  await (post.isPublic ? contribute(ctx, credit) : revokeContribution(ctx, credit))
}
