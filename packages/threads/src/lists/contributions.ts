import { and, desc, eq, sql } from 'drizzle-orm'
import { findUser } from '@stoa/accounts'
import { contributing } from '@stoa/accounts/contributions'
import { guest, type Context } from '@stoa/core'
import { afterCursor, paged, preparedStatement } from '@stoa/core/data'
import { languageOfPost } from '../rendering/stored.ts'
import { publicExcerpt } from '../rendering/markdown.ts'
import { visiblePosts } from '../visibility.ts'
import { posts, threads } from '../schema.ts'
import { postUrl } from '../urls.ts'

const size = 20

const postColumns = {
  postId: posts.id,
  threadId: threads.id,
  number: posts.number,
  title: threads.title,
  language: threads.language,
  textLanguage: languageOfPost,
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
  const user = await findUser(ctx, of.username, { orService: true })
  const behind = afterCursor(of.cursor, posts.createdAt, posts.id, 'falling')
  const rows = await ctx.db
    .select(postColumns)
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(and(visiblePosts(guest), eq(posts.authorId, user.id), behind))
    .orderBy(desc(posts.createdAt), desc(posts.id))
    .limit(size + 1)
  const items = rows.map(({ body, quarantined, threadId, ...row }) => ({
    ...row,
    url: postUrl(threadId, row.title, row.number),
    excerpt: publicExcerpt(body, quarantined)
  }))
  return paged(items, size, ({ createdAt, postId }) => [createdAt, postId])
}

/**
 * Effect of every event that shows or hides posts: an author is credited while the post is public.
 */
export const creditPosts = async (ctx: Context, postIds: readonly number[]): Promise<void> =>
  void (await credit(ctx.db, { postIds, now: ctx.now }))

const credit = preparedStatement(
  () =>
    sql`with ${contributing(sql`
    select ${posts.authorId} as user_id, 'post' as kind, ${posts.id} as ref, 0 as from_user_id,
      coalesce((${visiblePosts(guest)}), false) as is_given
    from ${posts} join ${threads} on ${threads.id} = ${posts.threadId}
    where ${posts.id} = any(${sql.placeholder('postIds')}::bigint[])`)} select`
)
