import { and, eq } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { revokeContribution } from '@stoa/accounts/contributions'
import { posts, threads } from '../schema.ts'

/**
 * Columns of a thread without an accepted answer. `solvedAt` is not among them: a question can be
 * solved without an accepted answer.
 */
export const noAnswer = {
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
export async function revokeAnswer(ctx: Context, postId: number): Promise<void> {
  const [post] = await ctx.db
    .select({ userId: posts.authorId })
    .from(posts)
    .where(eq(posts.id, postId))
  if (post) await revokeContribution(ctx, { ...post, kind: 'accepted_answer', ref: postId })
}
