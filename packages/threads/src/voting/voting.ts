import { and, eq, sql } from 'drizzle-orm'
import { emit, transaction, type Context } from '@stoa/core'
import { contribute, revokeContribution } from '@stoa/accounts'
import { findPost, type FoundPost } from '../finding.ts'
import { authorize } from '../policy.ts'
import { posts, threads, votes } from '../schema.ts'

type Voted = { voteCount: number; voted: boolean }

/**
 * Votes for a post. A second call changes nothing.
 * @throws Problem 404; 401, 403 or 409 as `rules.vote`
 */
export async function vote(ctx: Context, postId: number): Promise<Voted> {
  const { post, thread } = await findPost(ctx, postId)
  authorize.vote(ctx.actor, thread, post)
  return transaction(ctx, async (ctx) => {
    const cast = await ctx.db
      .insert(votes)
      .values({ postId, userId: ctx.actor.id, createdAt: ctx.now })
      .onConflictDoNothing()
      .returning({ postId: votes.postId })
    if (cast.length === 0) return { voteCount: await countOf(ctx, postId), voted: true }
    // Profiles show the number of votes to everybody, so staff-only threads must not count.
    if (thread.rule !== 'staff_only') await contribute(ctx, credit(ctx, post))
    await emit(ctx, 'vote.cast', { postId, threadId: thread.id })
    return { voteCount: await addVotes(ctx, post, 1), voted: true }
  })
}

/**
 * Removes the actor's vote, if there is one.
 * @throws Problem 404
 */
export async function unvote(ctx: Context, postId: number): Promise<Voted> {
  const { post, thread } = await findPost(ctx, postId)
  return transaction(ctx, async (ctx) => {
    const withdrawn = await ctx.db
      .delete(votes)
      .where(and(eq(votes.postId, postId), eq(votes.userId, ctx.actor.id)))
      .returning({ postId: votes.postId })
    if (withdrawn.length === 0) return { voteCount: await countOf(ctx, postId), voted: false }
    await revokeContribution(ctx, credit(ctx, post))
    await emit(ctx, 'vote.withdrawn', { postId, threadId: thread.id })
    return { voteCount: await addVotes(ctx, post, -1), voted: false }
  })
}

const credit = ({ actor }: Context, post: FoundPost) =>
  ({
    userId: post.authorId,
    kind: 'vote_received',
    ref: post.id,
    fromUserId: actor.id
  }) as const

/**
 * Updates the counters. Call it last in the transaction, so that these contended rows are locked
 * only briefly.
 */
async function addVotes({ db }: Context, post: FoundPost, by: 1 | -1): Promise<number> {
  if (post.number === 1)
    await db
      .update(threads)
      .set({ voteCount: sql`${threads.voteCount} + ${by}` })
      .where(eq(threads.id, post.threadId))
  const [row] = await db
    .update(posts)
    .set({ voteCount: sql`${posts.voteCount} + ${by}` })
    .where(eq(posts.id, post.id))
    .returning({ voteCount: posts.voteCount })
  return row?.voteCount ?? 0
}

async function countOf({ db }: Context, postId: number): Promise<number> {
  const [row] = await db
    .select({ voteCount: posts.voteCount })
    .from(posts)
    .where(eq(posts.id, postId))
  return row?.voteCount ?? 0
}
