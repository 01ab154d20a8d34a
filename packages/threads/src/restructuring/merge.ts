import { and, eq } from 'drizzle-orm'
import { conflict, emit, invalid, transaction, type Context } from '@stoa/core'
import { recountThread } from '../counters.ts'
import { findModeratedThread, findThread, lockThread, type FoundThread } from '../find.ts'
import { addThreadHistory } from '../thread-state/history.ts'
import { followAlong, movableIds, movePosts } from './moved-posts.ts'
import { actOn, recordOnOthers } from '../moderation-act.ts'
import { authorize } from '../policy.ts'
import { threadMarks, threads } from '../schema.ts'
import { isReadWithin, type Readership } from '../visibility.ts'

/**
 * Moves all posts of a thread to the end of another one and redirects its address there. Volunteers
 * may merge a duplicate into a thread with an official answer or a ticket, but not merge such a
 * thread away.
 * @throws Problem 404; 403 unless the actor moderates both categories, `staff_only_thread` for
 * volunteers if staff have answered or a ticket is open, or as `recordAction`; 409
 * `thread_not_public`, `threads_read_differently`; 422 on `into`
 */
export async function mergeThread(ctx: Context, id: number, { into }: { into: number }) {
  if (id === into) throw invalid('into', 'field_threads_merge_itself')
  await findPair(ctx, id, into)
  await transaction(ctx, async (ctx) => {
    for (const one of [id, into].sort((a, b) => a - b)) await lockThread(ctx, one)
    const { source, target } = await findPair(ctx, id, into)
    await joinThreads(ctx, source, target)
  })
}

/** Merges two threads that the transaction of `ctx` has locked and checked. */
export async function joinThreads(ctx: Context, source: FoundThread, target: FoundThread) {
  const places = { from: source.id, to: target.id }
  await movePosts(ctx, places, await movableIds(ctx, source.id))
  await followAlong(ctx, places)
  await close(ctx, source.id, target.id)
  await recountThread(ctx, target.id)
  await recordAndEmit(ctx, source, target)
}

/**
 * Finds both threads, which the actor may merge.
 * @throws Problem as `mergeThread`
 */
export async function findPair(ctx: Context, id: number, into: number) {
  const source = await findModeratedThread(ctx, id)
  const target = await findTarget(ctx, into)
  authorize.restructure(ctx.actor, source)
  checkPublic(source)
  if (target.state !== 'visible') throw invalid('into', 'field_threads_merge_unknown')
  checkSameReaders(source, target)
  return { source, target }
}

async function findTarget(ctx: Context, into: number): Promise<FoundThread> {
  const found = await findThread(ctx, into).catch(() => undefined)
  if (!found) throw invalid('into', 'field_threads_merge_unknown')
  return findModeratedThread(ctx, into)
}

export function checkPublic({ state }: FoundThread) {
  if (state !== 'visible') throw conflict('thread_not_public')
}

// Texts never get more readers, and authors never lose access to their own.
export function checkSameReaders(source: Readership, target: Readership) {
  if (!isReadWithin(source, target) || !isReadWithin(target, source))
    throw conflict('threads_read_differently')
}

async function close(ctx: Context, id: number, into: number) {
  await ctx.db
    .delete(threadMarks)
    .where(and(eq(threadMarks.threadId, id), eq(threadMarks.kind, 'pin')))
  await ctx.db
    .update(threads)
    .set({ state: 'merged', mergedInto: into, replyCount: 0, officialCount: 0 })
    .where(eq(threads.id, id))
}

async function recordAndEmit(ctx: Context, source: FoundThread, target: FoundThread) {
  await addThreadHistory(ctx, target, 'merged', { from: source.title })
  const ids = { threadId: target.id, fromThreadId: source.id }
  await recordOnOthers(ctx, { ...actOn('merged', source), ...ids })
  await emit(ctx, 'thread.merged', { threadId: source.id, intoId: target.id })
  await emit(ctx, 'thread.changed', { threadId: target.id })
}
