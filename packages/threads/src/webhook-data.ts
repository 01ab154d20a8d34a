import { and, eq, inArray, sql, type SQL } from 'drizzle-orm'
import { isShutOut } from '@stoa/accounts/reading-access'
import { guest, type Actor, type Context } from '@stoa/core'
import { wordsFor } from '@stoa/core/languages'
import { categories, posts, threads } from './schema.ts'
import { threadUrl } from './urls.ts'
import { visiblePosts, visibleThreads, wasPublic } from './visibility.ts'

type OfThread = { threadId: number; fromCategoryId?: number }
type OfPost = { threadId: number; postId: number }

/**
 * Reads every category. Whether a receiver may get what guests do not read is decided by
 * `isInternal` of the subject, before its data is built.
 */
const reader: Actor = { ...guest, role: 'staff' }

const isPublished = eq(threads.state, 'visible')

/**
 * Returns what filters of receivers ask about threads: the categories, with their parents, and
 * whether guests do not read them. Null for a thread that is gone.
 */
export async function threadSubjects(ctx: Context, payloads: readonly OfThread[]) {
  const isClosed = await isShutOut({ ...ctx, actor: guest })
  const { parentId, readers } = categories
  const rows = await ctx.db
    .select({ id: threads.id, categoryId: threads.categoryId, parentId, readers })
    .from(threads)
    .innerJoin(categories, eq(categories.id, threads.categoryId))
    .where(inArray(threads.id, [...new Set(payloads.map(({ threadId }) => threadId))]))
  const byId = new Map(rows.map((row) => [row.id, row]))
  return payloads.map(({ threadId, fromCategoryId }) => {
    const found = byId.get(threadId)
    if (!found) return null
    // Whoever follows the former category learns that a thread has left it.
    const ids = [found.categoryId, found.parentId, fromCategoryId]
    return {
      isInternal: isClosed || found.readers !== 'everyone',
      categoryIds: ids.filter((id) => typeof id === 'number')
    }
  })
}

const categoryColumns = { id: categories.id, slug: categories.slug, name: categories.name }

const threadColumns = {
  threadId: threads.id,
  title: threads.title,
  kind: threads.kind,
  language: threads.language,
  authorId: threads.authorId,
  closed: sql<boolean>`${threads.closedAt} is not null`,
  solved: sql<boolean>`${threads.solvedAt} is not null`,
  category: categoryColumns
}

const withName = (
  ctx: Context,
  { id, slug, name }: Pick<typeof categories.$inferSelect, 'id' | 'slug' | 'name'>
) => ({
  id,
  slug,
  name: wordsFor(ctx, name)
})

/** Returns what receivers of webhooks get about a thread; null unless it is published. */
export async function threadForReceivers(ctx: Context, { threadId }: OfThread) {
  const [thread] = await ctx.db
    .select(threadColumns)
    .from(threads)
    .innerJoin(categories, eq(categories.id, threads.categoryId))
    .where(and(eq(threads.id, threadId), visibleThreads(reader), isPublished))
  if (!thread) return null
  const url = ctx.ports.publicOrigin + threadUrl(threadId, thread.title)
  return { ...thread, category: withName(ctx, thread.category), url }
}

const postColumns = {
  threadId: threads.id,
  postId: posts.id,
  number: posts.number,
  title: threads.title,
  authorId: posts.authorId,
  official: posts.official,
  category: categoryColumns
}

const selectPost = (ctx: Context, postId: number, condition: SQL | undefined) =>
  ctx.db
    .select({
      ...postColumns,
      threadState: threads.state,
      acceptedPostId: threads.acceptedPostId,
      confirmedById: threads.confirmedById
    })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .innerJoin(categories, eq(categories.id, threads.categoryId))
    .where(and(eq(posts.id, postId), condition))

const urlOf = ({ ports }: Context, postId: number) => `${ports.publicOrigin}/p/${postId}`

const findPublished = async (ctx: Context, postId: number) => {
  const isVisible = and(visiblePosts(reader), eq(posts.state, 'visible'), isPublished)
  const [post] = await selectPost(ctx, postId, isVisible)
  return post
}

type Found = NonNullable<Awaited<ReturnType<typeof findPublished>>>

const shown = (ctx: Context, { threadState, acceptedPostId, confirmedById, ...post }: Found) => ({
  ...post,
  category: withName(ctx, post.category),
  url: urlOf(ctx, post.postId)
})

/** Returns what receivers of webhooks get about a post; null unless it is published. */
export async function postForReceivers(ctx: Context, { postId }: OfPost) {
  const post = await findPublished(ctx, postId)
  return post ? shown(ctx, post) : null
}

/**
 * Returns the ids of a post that was public and is no more, so that receivers can delete their
 * copies. Null if it is back, or was never public.
 */
export async function removedPostForReceivers(ctx: Context, { postId }: OfPost) {
  const isRemoved = inArray(posts.state, ['hidden', 'withdrawn', 'erased'])
  const [post] = await selectPost(ctx, postId, and(isRemoved, wasPublic(posts)))
  if (!post) return null
  const { threadId, number, threadState, title, category } = post
  // The first post takes its thread with it.
  const named = threadState === 'visible' && number > 1 ? { title } : {}
  const ids = { threadId, postId, number, ...named }
  return { ...ids, category: withName(ctx, category), url: urlOf(ctx, postId) }
}

/** Returns what receivers of webhooks get about an accepted answer; null if it is not any more. */
export async function answerForReceivers(ctx: Context, { postId }: OfPost) {
  const post = await findPublished(ctx, postId)
  if (post?.acceptedPostId !== postId) return null
  return { ...shown(ctx, post), confirmed: post.confirmedById !== null }
}

/** The same of an answer that was the accepted one; null if it is again. */
export async function formerAnswerForReceivers(ctx: Context, { postId }: OfPost) {
  const post = await findPublished(ctx, postId)
  return post && post.acceptedPostId !== postId ? shown(ctx, post) : null
}
