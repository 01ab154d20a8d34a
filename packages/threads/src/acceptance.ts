import { and, eq } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { revokeContribution } from '@stoa/accounts'
import { posts, threads } from './schema.ts'

/** What a thread says when no answer is accepted; whether it is solved stands apart. */
export const noAnswer = {
  acceptedPostId: null,
  acceptedById: null,
  acceptedAt: null,
  confirmedById: null
}

/**
 * Takes the acceptance of a post back, if it is the accepted one, and what its author has of it. The
 * thread is locked.
 * @returns whether it was accepted
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

/** The author of a post no longer has its acceptance to their credit, whoever accepted it. */
export async function revokeAnswer(ctx: Context, postId: number): Promise<void> {
  const [post] = await ctx.db
    .select({ userId: posts.authorId })
    .from(posts)
    .where(eq(posts.id, postId))
  if (post) await revokeContribution(ctx, { ...post, kind: 'accepted_answer', ref: postId })
}
