import { and, desc, eq, sql } from 'drizzle-orm'
import { contribute, findUser, revokeContribution } from '@stoa/accounts'
import { guest, type Context } from '@stoa/core'
import { decodeCursor, isAmong, paged, timeKey } from '@stoa/core/data'
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
 * Effect of every event that shows or hides posts: an author is credited while the post is public.
 */
export async function creditPosts(ctx: Context, postIds: readonly number[]): Promise<void> {
  const isPublic = sql<boolean>`coalesce((${visiblePosts(guest)}), false)`
  const rows = await ctx.db
    .select({ ref: posts.id, userId: posts.authorId, isPublic })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(isAmong(posts.id, postIds))
  const credit = (post: { ref: number; userId: number }) =>
    ({ userId: post.userId, kind: 'post', ref: post.ref }) as const
  await contribute(ctx, ...rows.filter((post) => post.isPublic).map(credit))
  for (const post of rows) if (!post.isPublic) await revokeContribution(ctx, credit(post))
}
