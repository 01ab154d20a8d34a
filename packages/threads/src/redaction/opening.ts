import { and, eq, inArray } from 'drizzle-orm'
import { emit, type Context } from '@stoa/core'
import { lockThread } from '../locking.ts'
import { editsAwaitingApproval, posts, revisions, threadHistory, threads } from '../schema.ts'
import { recordRedaction, storeRedacted } from './redacted-text.ts'

/**
 * Replaces title and first post of a thread, because words were redacted in what they repeat. No
 * earlier text is kept.
 */
export async function replaceOpening(
  ctx: Context,
  threadId: number,
  { title, body }: { title: string; body: string }
): Promise<void> {
  await lockThread(ctx, threadId)
  const isFirst = and(eq(posts.threadId, threadId), eq(posts.number, 1))
  const [first] = await ctx.db.select({ id: posts.id }).from(posts).where(isFirst)
  if (!first) return
  for (const table of [revisions, editsAwaitingApproval])
    await ctx.db.delete(table).where(eq(table.postId, first.id))
  const isTold = inArray(threadHistory.kind, ['retitled', 'retagged'])
  await ctx.db.delete(threadHistory).where(and(eq(threadHistory.threadId, threadId), isTold))
  await ctx.db.update(threads).set({ title }).where(eq(threads.id, threadId))
  await storeRedacted(ctx, first.id, body)
  await recordRedaction(ctx, first.id)
  await emit(ctx, 'post.redacted', { postId: first.id, threadId })
  await emit(ctx, 'thread.changed', { threadId })
}
