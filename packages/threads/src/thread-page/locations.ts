import { and, eq, ne, sql } from 'drizzle-orm'
import { isShutOut } from '@stoa/accounts/reading-access'
import { notFound, Problem, type Context } from '@stoa/core'
import { visibleCategories, visiblePosts, visibleThreads, wasPublic } from '../visibility.ts'
import { categories, posts, threads } from '../schema.ts'
import { postUrl, threadUrl } from '../urls.ts'

/** 301: the thread has moved to `url`; pages redirect there. */
const movedPermanently = (url: string) => new Problem(301, 'moved_permanently', { url })

/** 410: the content was erased for good. */
const gone = () => new Problem(410, 'gone')

/**
 * Returns the present thread, number and URL of a post. A post that is only a stub to the actor is
 * located too.
 * @throws Problem 404, 410 `gone` for an erased post
 */
export async function locatePost({ db, actor }: Context, id: number) {
  const [post] = await db
    .select({
      threadId: threads.id,
      title: threads.title,
      number: posts.number,
      state: posts.state,
      shown: sql<boolean>`(${wasPublic(posts)} or ${visiblePosts(actor)})`
    })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(and(eq(posts.id, id), visibleThreads(actor)))
  if (post?.state === 'erased') throw gone()
  if (!post?.shown) throw notFound()
  const { threadId, title, number } = post
  return { threadId, number, url: postUrl(threadId, title, number) }
}

/**
 * Whether the actor may read the post. Implements the port by which uploads are as visible as their
 * post.
 */
export async function isPostVisible(ctx: Context, id: number): Promise<boolean> {
  if (await isShutOut(ctx)) return false
  const { db, actor } = ctx
  const rows = await db
    .select({ id: posts.id })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(and(eq(posts.id, id), visiblePosts(actor)))
  return rows.length > 0
}

/**
 * Returns the problem for a thread that cannot be shown: 301 with the URL of the thread it was
 * merged into, 410 if it was erased, else 404. It is 404 too if the actor may not read the thread
 * or its target.
 */
export async function goneOrMoved(ctx: Context, id: number): Promise<Problem> {
  const [thread] = await ctx.db
    .select({ state: threads.state, mergedInto: threads.mergedInto })
    .from(threads)
    .innerJoin(categories, eq(categories.id, threads.categoryId))
    .where(and(eq(threads.id, id), visibleCategories(ctx.actor)))
  if (thread?.state === 'erased') return gone()
  if (thread?.state !== 'merged' || thread.mergedInto === null) return notFound()
  return leadTo(ctx, thread.mergedInto)
}

async function leadTo(ctx: Context, id: number): Promise<Problem> {
  const [target] = await ctx.db
    .select({ title: threads.title })
    .from(threads)
    .where(and(eq(threads.id, id), visibleThreads(ctx.actor), ne(threads.state, 'merged')))
  return target ? movedPermanently(threadUrl(id, target.title)) : goneOrMoved(ctx, id)
}
