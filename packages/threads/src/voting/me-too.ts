import { and, eq, sql } from 'drizzle-orm'
import { emit, transaction, type Context } from '@stoa/core'
import { findThread } from '../finding.ts'
import { follow } from '../reader/following.ts'
import { authorize } from '../rules.ts'
import { sameProblems, threads } from '../schema.ts'

type Said = { sameProblemCount: number; sameProblem: boolean }

/**
 * Adds the actor's "me too" to a question and follows it, so that they are notified of a solution.
 * A second call changes nothing.
 * @throws Problem 404; 403 or 409 as `rules.addMeToo`
 */
export async function addMeToo(ctx: Context, threadId: number): Promise<Said> {
  const thread = await findThread(ctx, threadId)
  authorize.addMeToo(ctx.actor, thread)
  return transaction(ctx, async (ctx) => {
    const said = await ctx.db
      .insert(sameProblems)
      .values({ threadId, userId: ctx.actor.id, createdAt: ctx.now })
      .onConflictDoNothing()
      .returning({ threadId: sameProblems.threadId })
    if (said.length === 0) return { sameProblemCount: thread.sameProblemCount, sameProblem: true }
    await follow(ctx, threadId, 'following')
    await emit(ctx, 'me_too.added', { threadId })
    return { sameProblemCount: await add(ctx, threadId, 1), sameProblem: true }
  })
}

/**
 * Removes the actor's "me too". They keep following the thread.
 * @throws Problem 404
 */
export async function removeMeToo(ctx: Context, threadId: number): Promise<Said> {
  await findThread(ctx, threadId)
  return transaction(ctx, async (ctx) => {
    const unsaid = await ctx.db
      .delete(sameProblems)
      .where(and(eq(sameProblems.threadId, threadId), eq(sameProblems.userId, ctx.actor.id)))
      .returning({ threadId: sameProblems.threadId })
    if (unsaid.length > 0) await emit(ctx, 'me_too.removed', { threadId })
    return { sameProblemCount: await add(ctx, threadId, -unsaid.length), sameProblem: false }
  })
}

async function add({ db }: Context, threadId: number, by: number): Promise<number> {
  const [row] = await db
    .update(threads)
    .set({ sameProblemCount: sql`${threads.sameProblemCount} + ${by}` })
    .where(eq(threads.id, threadId))
    .returning({ count: threads.sameProblemCount })
  return row?.count ?? 0
}
