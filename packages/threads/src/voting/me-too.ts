import { and, eq, sql } from 'drizzle-orm'
import { emit, transaction, type Context } from '@stoa/core'
import { findThread } from '../find.ts'
import { follow } from '../reader/following.ts'
import { authorize } from '../policy.ts'
import { meToos, threads } from '../schema.ts'

type MeToo = { meTooCount: number; meToo: boolean }

/**
 * Adds the actor's "me too" to a question and follows it, so that they are notified of a solution.
 * A second call changes nothing.
 * @throws Problem 404; 403 or 409 as `rules.addMeToo`
 */
export async function addMeToo(ctx: Context, threadId: number): Promise<MeToo> {
  const thread = await findThread(ctx, threadId)
  authorize.addMeToo(ctx.actor, thread)
  return transaction(ctx, async (ctx) => {
    const added = await ctx.db
      .insert(meToos)
      .values({ threadId, userId: ctx.actor.id, createdAt: ctx.now })
      .onConflictDoNothing()
      .returning({ threadId: meToos.threadId })
    if (added.length === 0) return { meTooCount: thread.meTooCount, meToo: true }
    await follow(ctx, threadId, 'following')
    await emit(ctx, 'me_too.added', { threadId })
    return { meTooCount: await add(ctx, threadId, 1), meToo: true }
  })
}

/**
 * Removes the actor's "me too". They keep following the thread.
 * @throws Problem 404
 */
export async function removeMeToo(ctx: Context, threadId: number): Promise<MeToo> {
  await findThread(ctx, threadId)
  return transaction(ctx, async (ctx) => {
    const removed = await ctx.db
      .delete(meToos)
      .where(and(eq(meToos.threadId, threadId), eq(meToos.userId, ctx.actor.id)))
      .returning({ threadId: meToos.threadId })
    if (removed.length > 0) await emit(ctx, 'me_too.removed', { threadId })
    return { meTooCount: await add(ctx, threadId, -removed.length), meToo: false }
  })
}

async function add({ db }: Context, threadId: number, by: number): Promise<number> {
  const [row] = await db
    .update(threads)
    .set({ meTooCount: sql`${threads.meTooCount} + ${by}` })
    .where(eq(threads.id, threadId))
    .returning({ count: threads.meTooCount })
  return row?.count ?? 0
}
