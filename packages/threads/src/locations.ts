import { and, eq, sql } from 'drizzle-orm'
import { notFound, type Context } from '@stoa/core'
import { visiblePosts, visibleThreads } from './policy.ts'
import { posts, threads } from './schema.ts'
import { gone } from './thread-moves.ts'
import { postUrl } from './urls.ts'

/**
 * Where a post is now, be it as the stub that it leaves when the actor may not read it.
 * @throws Problem 404, 410 `gone` for an erased post
 */
export async function locatePost({ db, actor }: Context, id: number) {
  const [post] = await db
    .select({
      threadId: threads.id,
      title: threads.title,
      number: posts.number,
      state: posts.state,
      readable: sql<boolean>`(${visiblePosts(actor)})`
    })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(and(eq(posts.id, id), visibleThreads(actor)))
  if (post?.state === 'erased') throw gone()
  if (!post || (post.state === 'held' && !post.readable)) throw notFound()
  const { threadId, title, number } = post
  return { threadId, number, url: postUrl(threadId, title, number) }
}

/** True when the actor may read the post: the port by which uploads are as visible as their post. */
export async function canSeePost({ db, actor }: Context, id: number): Promise<boolean> {
  const rows = await db
    .select({ id: posts.id })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(and(eq(posts.id, id), visiblePosts(actor)))
  return rows.length > 0
}
