import { and, asc, eq, inArray } from 'drizzle-orm'
import { emit, invalid, transaction, type Context } from '@stoa/core'
import { recountThread } from '../counters.ts'
import { findModeratedThread, lockThread, type FoundPost, type FoundThread } from '../find.ts'
import { addThreadHistory } from '../thread-state/history.ts'
import { checkPublic } from './merge.ts'
import { leaveStubs, movePosts } from './moved-posts.ts'
import { actOn, recordOnOthers } from '../moderation-act.ts'
import { authorize } from '../policy.ts'
import { posts, threadFollowings, threads } from '../schema.ts'
import { threadUrl } from '../urls.ts'

type Split = { postIds: number[]; title: string }

/**
 * Splits replies off into a new thread in the same category. Its author is the author of the first
 * reply. The old numbers redirect there.
 * @returns the new thread
 * @throws Problem 404; 403 as `mergeThread`; 409 `thread_not_public`; 422 on `postIds` for posts
 * that are no public replies of this thread, or for a refused title
 */
export async function splitThread(ctx: Context, id: number, { postIds, title }: Split) {
  await findSplittable(ctx, id)
  await ctx.ports.safety.review(ctx, { path: 'title', text: title, isPublic: true })
  return transaction(ctx, async (ctx) => {
    await lockThread(ctx, id)
    const thread = await findSplittable(ctx, id)
    const moving = await findReplies(ctx, id, [...new Set(postIds)])
    const ids = moving.map((post) => post.id)
    const created = await createFrom(ctx, thread, moving[0]!, title)
    await movePosts(ctx, { from: id, to: created }, ids)
    await leaveStubs(ctx, id, ids)
    await follow(ctx, created, moving)
    await recountThread(ctx, id)
    await recountThread(ctx, created)
    await recordAndEmit(ctx, thread, created, moving)
    return { id: created, url: threadUrl(created, title) }
  })
}

async function findSplittable(ctx: Context, id: number): Promise<FoundThread> {
  const thread = await findModeratedThread(ctx, id)
  authorize.restructure(ctx.actor, thread)
  checkPublic(thread)
  return thread
}

async function findReplies(ctx: Context, threadId: number, ids: number[]): Promise<FoundPost[]> {
  const found = await ctx.db
    .select()
    .from(posts)
    .where(and(eq(posts.threadId, threadId), inArray(posts.id, ids)))
    .orderBy(asc(posts.number))
  const arePublicReplies = found.every(({ number, state }) => number > 1 && state === 'visible')
  if (found.length !== ids.length || !arePublicReplies)
    throw invalid('postIds', 'field_threads_split_replies')
  return found
}

async function createFrom(ctx: Context, thread: FoundThread, first: FoundPost, title: string) {
  const { categoryId, kind, language, tags } = thread
  const [row] = await ctx.db
    .insert(threads)
    .values({
      categoryId,
      kind,
      language,
      tags,
      title,
      highestNumber: 0,
      authorId: first.authorId,
      createdAt: first.createdAt,
      lastPostAt: first.createdAt,
      lastPosterId: first.authorId,
      voteCount: first.voteCount
    })
    .returning({ id: threads.id })
  return row?.id ?? 0
}

async function follow(ctx: Context, threadId: number, moved: FoundPost[]) {
  const authors = [...new Set(moved.map(({ authorId }) => authorId))]
  await ctx.db
    .insert(threadFollowings)
    .values(authors.map((userId) => ({ threadId, userId, createdAt: ctx.now })))
}

async function recordAndEmit(
  ctx: Context,
  thread: FoundThread,
  created: number,
  moved: FoundPost[]
) {
  const ids = { threadId: created, fromThreadId: thread.id }
  await addThreadHistory(ctx, thread, 'split', { count: moved.length })
  for (const userId of new Set(moved.map(({ authorId }) => authorId)))
    await recordOnOthers(ctx, { ...actOn('split', thread), userId, ...ids })
  await emit(ctx, 'thread.split', { threadId: thread.id, newThreadId: created })
  await emit(ctx, 'thread.changed', { threadId: created })
}
