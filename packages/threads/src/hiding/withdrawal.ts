import { and, eq } from 'drizzle-orm'
import { emit, notFound, transaction, type Context } from '@stoa/core'
import { findPost, findThread, lockThread } from '../find.ts'
import { changeState, type State } from './post-states.ts'
import { authorize } from '../policy.ts'
import { posts } from '../schema.ts'

/**
 * Withdraws the actor's own post; number 1 withdraws the thread. Others see a stub.
 * @throws Problem 404; 403 or 409 as `rules.withdraw` and `rules.withdrawThread`
 */
export async function withdrawPost(ctx: Context, id: number): Promise<void> {
  const { post, thread } = await findPost(ctx, id)
  authorize.withdraw(ctx.actor, post)
  await transaction(ctx, async (ctx) => {
    await lockThread(ctx, thread.id)
    if (post.number === 1) authorize.withdrawThread(ctx.actor, await findThread(ctx, thread.id))
    const withdrawnAt = post.state === 'visible' ? ctx.now : null
    await changeState(ctx, post, { from: [post.state as State], to: 'withdrawn', withdrawnAt })
    await emit(ctx, 'post.withdrawn', { postId: id, threadId: thread.id })
  })
}

/** Withdraws an own thread through its first post. @throws Problem as `withdrawPost` */
export const withdrawThread = async (ctx: Context, threadId: number): Promise<void> =>
  withdrawPost(ctx, await firstPostOf(ctx, threadId))

/**
 * Publishes an own withdrawn post again, within seven days.
 * @throws Problem 404; 403 or 409 as `rules.undoWithdrawal`
 */
export async function undoWithdrawal(ctx: Context, id: number): Promise<void> {
  const { post, thread } = await findPost(ctx, id)
  authorize.undoWithdrawal(ctx.actor, thread, post, ctx.now)
  await transaction(ctx, async (ctx) => {
    await changeState(ctx, post, { from: ['withdrawn'], to: 'visible', withdrawnAt: null })
    await emit(ctx, 'post.restored', { postId: id, threadId: thread.id })
  })
}

/** Publishes an own withdrawn thread again. @throws Problem as `undoWithdrawal` */
export const undoThreadWithdrawal = async (ctx: Context, threadId: number): Promise<void> =>
  undoWithdrawal(ctx, await firstPostOf(ctx, threadId))

async function firstPostOf(ctx: Context, threadId: number): Promise<number> {
  await findThread(ctx, threadId)
  const [first] = await ctx.db
    .select({ id: posts.id })
    .from(posts)
    .where(and(eq(posts.threadId, threadId), eq(posts.number, 1)))
  if (!first) throw notFound()
  return first.id
}
