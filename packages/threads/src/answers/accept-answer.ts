import { eq, sql, and } from 'drizzle-orm'
import { emit, invalid, transaction, type Context } from '@stoa/core'
import { contribute, revokeContribution } from '@stoa/accounts/contributions'
import { findPost, findThread, lockThread, type FoundPost, type FoundThread } from '../find.ts'
import { addThreadHistory } from '../thread-state/history.ts'
import { authorize, can } from '../policy.ts'
import { threads, posts } from '../schema.ts'

/**
 * Marks a post as the answer, for the asker or for staff. Accepting the same post again after an
 * edit confirms it as it is now. A moderator of the category may also confirm a post that is
 * already accepted.
 * @throws Problem 404; 401, 403 or 409 as `rules.accept`; 422 on `postId` for a post that is not
 * a public reply of this thread
 */
export async function acceptAnswer(ctx: Context, threadId: number, postId: number): Promise<void> {
  const thread = await findThread(ctx, threadId)
  authorize.accept(ctx.actor, thread, postId)
  await transaction(ctx, async (ctx) => {
    await lockThread(ctx, threadId)
    const { post, thread } = await findAnswer(ctx, threadId, postId)
    await store(ctx, thread, post)
    if (thread.acceptedPostId === postId) return emitConfirmed(ctx, thread, post)
    await credit(ctx, thread, post)
    await addThreadHistory(ctx, thread, 'accepted', { number: post.number })
    await emit(ctx, 'answer.accepted', { threadId, postId })
  })
}

async function emitConfirmed(ctx: Context, before: FoundThread, post: FoundPost) {
  if (before.confirmedById !== null || !can.confirmAnswer(ctx.actor, before, post)) return
  await emit(ctx, 'answer.confirmed', { threadId: post.threadId, postId: post.id })
}

async function findAnswer(ctx: Context, threadId: number, postId: number) {
  const found = await findPost(ctx, postId).catch(() => undefined)
  const isReply = found?.post.threadId === threadId && found.post.number > 1
  if (!found || !isReply || found.post.state !== 'visible')
    throw invalid('postId', 'threads_not_an_answer')
  return found
}

async function store(ctx: Context, thread: FoundThread, post: FoundPost) {
  const { db, actor, now } = ctx
  const before = thread.acceptedPostId
  const kept = before === post.id ? thread.confirmedById : null
  await db
    .update(threads)
    .set({
      acceptedPostId: post.id,
      acceptedAt: now,
      acceptedById: before === post.id ? thread.acceptedById : actor.id,
      confirmedById: can.confirmAnswer(actor, thread, post) ? actor.id : kept,
      solvedAt: sql`coalesce(${threads.solvedAt}, ${now}::timestamptz)`
    })
    .where(eq(threads.id, thread.id))
}

/**
 * Credits the author of the accepted answer and revokes the credit of the previously accepted one.
 */
async function credit(ctx: Context, thread: FoundThread, { id, authorId }: FoundPost) {
  const { actor } = ctx
  if (thread.acceptedPostId !== null) await revokeAnswer(ctx, thread.acceptedPostId)
  // Profiles show the number of accepted answers to everybody, so threads that not everybody reads
  // must not count.
  if ([actor.id, thread.authorId].includes(authorId) || thread.readers !== 'everyone') return
  const answer = { kind: 'accepted_answer', ref: id, fromUserId: actor.id } as const
  await contribute(ctx, { userId: authorId, ...answer })
}

/**
 * Clears the accepted answer; the thread counts as unsolved again.
 * @throws Problem 404; 401 or 403 as `rules.solve`
 */
export async function unacceptAnswer(ctx: Context, threadId: number): Promise<void> {
  authorize.solve(ctx.actor, await findThread(ctx, threadId))
  await transaction(ctx, async (ctx) => {
    await lockThread(ctx, threadId)
    const thread = await findThread(ctx, threadId)
    const postId = thread.acceptedPostId
    if (postId === null || !(await clearAcceptance(ctx, { id: postId, threadId }))) return
    await addThreadHistory(ctx, thread, 'unaccepted')
    await emit(ctx, 'answer.unaccepted', { threadId, postId })
  })
}

/**
 * Marks a question as solved or unsolved without naming an answer. Marking it as unsolved also
 * clears the accepted answer.
 * @throws Problem 404; 401, 403 or 409 as `rules.markSolved`
 */
export async function markSolved(ctx: Context, threadId: number, solved: boolean): Promise<void> {
  const thread = await findThread(ctx, threadId)
  authorize.markSolved(ctx.actor, thread)
  if (!solved && thread.acceptedPostId !== null) return unacceptAnswer(ctx, threadId)
  await transaction(ctx, async (ctx) => {
    const change = solved
      ? { solvedAt: sql`coalesce(${threads.solvedAt}, ${ctx.now}::timestamptz)` }
      : { ...noAnswer, solvedAt: null }
    await ctx.db.update(threads).set(change).where(eq(threads.id, threadId))
    await emit(ctx, 'thread.changed', { threadId })
  })
}

/**
 * Columns of a thread without an accepted answer. `solvedAt` is not among them: a question can be
 * solved without an accepted answer.
 */
const noAnswer = {
  acceptedPostId: null,
  acceptedById: null,
  acceptedAt: null,
  confirmedById: null
}

/**
 * Clears the thread's acceptance if this post is the accepted answer, and revokes its author's
 * credit. The caller has locked the thread.
 * @returns whether the post was the accepted answer
 */
export async function clearAcceptance(
  ctx: Context,
  post: { id: number; threadId: number }
): Promise<boolean> {
  const cleared = await ctx.db
    .update(threads)
    .set({ ...noAnswer, solvedAt: null })
    .where(and(eq(threads.id, post.threadId), eq(threads.acceptedPostId, post.id)))
    .returning({ id: threads.id })
  if (cleared.length > 0) await revokeAnswer(ctx, post.id)
  return cleared.length > 0
}

/**
 * Revokes the credit for an accepted answer from the post's author. The actor may be somebody else
 * than the one who accepted it.
 */
async function revokeAnswer(ctx: Context, postId: number): Promise<void> {
  const [post] = await ctx.db
    .select({ userId: posts.authorId })
    .from(posts)
    .where(eq(posts.id, postId))
  if (post) await revokeContribution(ctx, { ...post, kind: 'accepted_answer', ref: postId })
}
