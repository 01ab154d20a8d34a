import { and, eq, inArray } from 'drizzle-orm'
import { conflict, emit, transaction, type Context } from '@stoa/core'
import { recountThread } from '../counters.ts'
import { findModeratedThread, lockThread, type FoundThread } from '../find.ts'
import { addThreadHistory } from '../thread-state/history.ts'
import { actOn, recordOnOthers } from '../moderation-act.ts'
import { checkSameReaders, joinThreads } from './merge.ts'
import { leaveStubs, returnPosts } from './moved-posts.ts'
import { postMoves, posts, threads } from '../schema.ts'

/**
 * Undoes a merge: the posts return to their old thread and numbers, and leave stubs that redirect
 * there. The old thread's accepted answer and pin are not restored.
 * @param mergedAt time of the merge
 * @throws Problem 404; 403 unless the actor moderates both categories, or as `recordAction`; 409
 * `moved_since` if the thread is no longer merged or its posts have moved elsewhere,
 * `threads_read_differently`
 */
export async function undoMerge(ctx: Context, id: number, mergedAt: string): Promise<void> {
  const into = await targetOf(ctx, id)
  await transaction(ctx, async (ctx) => {
    await lockBoth(ctx, id, into)
    if ((await targetOf(ctx, id)) !== into) throw conflict('moved_since')
    const [source, target] = [
      await findModeratedThread(ctx, id),
      await findModeratedThread(ctx, into)
    ]
    checkSameReaders(source, target)
    const ids = await returnPosts(ctx, { from: into, to: id }, mergedAt)
    if (ids.length === 0) throw conflict('moved_since')
    await leaveStubs(ctx, into, ids)
    await openAgain(ctx, id)
    for (const one of [id, into]) await recountThread(ctx, one)
    await recordAndEmit(ctx, source, target, ids.length)
  })
}

async function targetOf(ctx: Context, id: number): Promise<number> {
  const { state, mergedInto } = await findModeratedThread(ctx, id)
  if (state !== 'merged' || mergedInto === null) throw conflict('moved_since')
  return mergedInto
}

async function lockBoth(ctx: Context, ...ids: number[]) {
  for (const one of ids.sort((a, b) => a - b)) await lockThread(ctx, one)
}

/** The thread takes over the present state of its first post. */
async function openAgain({ db }: Context, id: number) {
  const isFirst = and(eq(posts.threadId, id), eq(posts.number, 1))
  const [first] = await db.select().from(posts).where(isFirst)
  if (!first || first.state === 'moved' || first.state === 'erased') throw conflict('moved_since')
  const { state, voteCount } = first
  await db.update(threads).set({ state, voteCount, mergedInto: null }).where(eq(threads.id, id))
}

async function recordAndEmit(
  ctx: Context,
  source: FoundThread,
  target: FoundThread,
  count: number
) {
  const ids = { threadId: source.id, fromThreadId: target.id }
  await addThreadHistory(ctx, target, 'split', { count })
  await recordOnOthers(ctx, { ...actOn('split', source), ...ids })
  await emit(ctx, 'thread.split', { threadId: target.id, newThreadId: source.id })
  for (const one of [target.id, source.id]) await emit(ctx, 'thread.changed', { threadId: one })
}

/**
 * Undoes a split: the replies return to their old thread and numbers, and later replies are
 * appended to it. The address of the split-off thread redirects there.
 * @param splitAt time of the split
 * @throws Problem as `undoMerge`
 */
export async function undoSplit(ctx: Context, id: number, splitAt: string): Promise<void> {
  const home = await homeOf(ctx, id, splitAt)
  await transaction(ctx, async (ctx) => {
    await lockBoth(ctx, id, home)
    const [source, target] = [
      await findModeratedThread(ctx, id),
      await findModeratedThread(ctx, home)
    ]
    if (source.state !== 'visible' || target.state !== 'visible') throw conflict('moved_since')
    checkSameReaders(source, target)
    const ids = await returnPosts(ctx, { from: id, to: home }, splitAt)
    if (ids.length === 0) throw conflict('moved_since')
    await joinThreads(ctx, source, target)
  })
}

/** Finds the thread from which the posts were split off. */
async function homeOf({ db }: Context, id: number, splitAt: string): Promise<number> {
  const ids = db.select({ id: posts.id }).from(posts).where(eq(posts.threadId, id))
  const [move] = await db
    .select({ threadId: postMoves.fromThreadId })
    .from(postMoves)
    .where(and(inArray(postMoves.postId, ids), eq(postMoves.movedAt, splitAt)))
    .limit(1)
  if (!move) throw conflict('moved_since')
  return move.threadId
}
