import { and, desc, eq, sql } from 'drizzle-orm'
import { emit, Problem, transaction, type Context } from '@stoa/core'
import { findModeratedThread, type FoundThread } from '../finding.ts'
import { addHistory } from './history.ts'
import { lockThread } from '../locking.ts'
import { moderates } from '../policy.ts'
import { posts, threads } from '../schema.ts'

/**
 * Sets or ends slow mode: members wait between two replies, moderators do not.
 * @param seconds null ends slow mode
 * @throws Problem 404; 403 unless the actor moderates its category
 */
export async function setSlowMode(ctx: Context, id: number, seconds: number | null): Promise<void> {
  await findModeratedThread(ctx, id)
  await transaction(ctx, async (ctx) => {
    await lockThread(ctx, id)
    const thread = await findModeratedThread(ctx, id)
    if (thread.slowSeconds === seconds) return
    await ctx.db.update(threads).set({ slowSeconds: seconds }).where(eq(threads.id, id))
    await recordAndEmit(ctx, thread, seconds)
    await emit(ctx, 'thread.changed', { threadId: id })
  })
}

async function recordAndEmit(ctx: Context, thread: FoundThread, seconds: number | null) {
  const { id: threadId, categoryId, authorId: userId, slowSeconds: from } = thread
  const kind = seconds === null ? 'unslowed' : 'slowed'
  await addHistory(ctx, thread, kind, { ...(seconds && { seconds }), ...(from && { from }) })
  await ctx.ports.recordAction(ctx, { kind, categoryId, threadId, userId })
}

/**
 * Enforces slow mode in the transaction that writes the reply. The lock makes it hold for two
 * parallel replies too.
 * @throws Problem 429 `slow_mode` with the seconds until the next one
 */
export async function checkPace(ctx: Context, thread: FoundThread): Promise<void> {
  const { id, slowSeconds, categoryId } = thread
  const { actor, db, now } = ctx
  if (slowSeconds === null || moderates(actor, categoryId)) return
  const lock = `threads.pace:${id}:${actor.id}`
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`)
  const [last] = await db
    .select({ createdAt: posts.createdAt })
    .from(posts)
    .where(and(eq(posts.authorId, actor.id), eq(posts.threadId, id)))
    .orderBy(desc(posts.createdAt), desc(posts.id))
    .limit(1)
  if (!last) return
  const waited = (Date.parse(now) - Date.parse(last.createdAt)) / 1000
  if (waited < slowSeconds)
    throw new Problem(429, 'slow_mode', { seconds: Math.max(1, Math.ceil(slowSeconds - waited)) })
}
