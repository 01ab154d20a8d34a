import { eq } from 'drizzle-orm'
import { emit, transaction, type Context } from '@stoa/core'
import { findModeratedThread, type FoundThread } from '../finding.ts'
import { addThreadHistory } from './history.ts'
import { lockThread } from '../locking.ts'
import { threads } from '../schema.ts'

/**
 * Sets or ends slow mode: members wait between two replies (`reply` refuses), moderators do not.
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
  await addThreadHistory(ctx, thread, kind, { ...(seconds && { seconds }), ...(from && { from }) })
  await ctx.ports.moderation.recordAction(ctx, { kind, categoryId, threadId, userId })
}
