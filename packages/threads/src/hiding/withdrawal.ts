import { and, eq } from 'drizzle-orm'
import { after, conflict, emit, forbidden, notFound, transaction, type Context } from '@stoa/core'
import { checkMaySpeak } from '@stoa/accounts'
import { findPost, findThread, type FoundPost, type FoundThread } from '../finding.ts'
import { lockThread } from '../locking.ts'
import { can, moderates } from '../policy.ts'
import { changeState } from './post-states.ts'
import { posts } from '../schema.ts'

const undoWithin = 7 * 24 * 3600_000

/**
 * Withdraws the actor's own post; number 1 withdraws the thread. Others see a stub.
 * @throws Problem 404; 403 `not_own_post`; 409 `post_state_changed` unless it is public or held,
 * `thread_answered` for a thread that staff have answered or that has an accepted answer
 */
export async function withdrawPost(ctx: Context, id: number): Promise<void> {
  const { post, thread } = await findPost(ctx, id)
  checkOwn(ctx, post)
  if (!can.withdraw(ctx.actor, post)) throw conflict('post_state_changed')
  await transaction(ctx, async (ctx) => {
    await lockThread(ctx, thread.id)
    if (post.number === 1) checkUnanswered(ctx, await findThread(ctx, thread.id))
    const withdrawnAt = post.state === 'visible' ? ctx.now : null
    await changeState(ctx, post, { from: [post.state as 'visible'], to: 'withdrawn', withdrawnAt })
    await emit(ctx, 'post.withdrawn', { postId: id, threadId: thread.id })
  })
}

/** Withdraws an own thread through its first post. @throws Problem as `withdrawPost` */
export const withdrawThread = async (ctx: Context, threadId: number): Promise<void> =>
  withdrawPost(ctx, await firstPostOf(ctx, threadId))

/**
 * Publishes an own withdrawn post again, within seven days.
 * @throws Problem 404; 403 `not_own_post` or as `checkMaySpeak`; 409 `withdrawal_final` if it was
 * not public before or was withdrawn longer ago, `thread_closed`
 */
export async function undoWithdrawal(ctx: Context, id: number): Promise<void> {
  const { post, thread } = await findPost(ctx, id)
  checkOwn(ctx, post)
  checkMaySpeak(ctx.actor, thread.categoryId)
  const { withdrawnAt, state } = post
  if (state !== 'withdrawn' || !withdrawnAt || withdrawnAt < after(ctx.now, -undoWithin))
    throw conflict('withdrawal_final')
  if (thread.closedAt !== null && !moderates(ctx.actor, thread.categoryId))
    throw conflict('thread_closed')
  await transaction(ctx, async (ctx) => {
    await changeState(ctx, post, { from: ['withdrawn'], to: 'visible', withdrawnAt: null })
    await emit(ctx, 'post.restored', { postId: id, threadId: thread.id })
  })
}

/** Publishes an own withdrawn thread again. @throws Problem as `undoWithdrawal` */
export const undoThreadWithdrawal = async (ctx: Context, threadId: number): Promise<void> =>
  undoWithdrawal(ctx, await firstPostOf(ctx, threadId))

function checkOwn({ actor }: Context, post: FoundPost) {
  if (post.authorId !== actor.id) throw forbidden('not_own_post')
  if (actor.suspended) throw forbidden('suspended')
}

// A thread with an official or accepted answer is kept for others with the same problem.
function checkUnanswered(
  { actor }: Context,
  { officialCount, acceptedPostId, ...thread }: FoundThread
) {
  if (moderates(actor, thread.categoryId)) return
  if (officialCount > 0 || acceptedPostId !== null) throw conflict('thread_answered')
}

async function firstPostOf(ctx: Context, threadId: number): Promise<number> {
  await findThread(ctx, threadId)
  const [first] = await ctx.db
    .select({ id: posts.id })
    .from(posts)
    .where(and(eq(posts.threadId, threadId), eq(posts.number, 1)))
  if (!first) throw notFound()
  return first.id
}
