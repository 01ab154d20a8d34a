import { and, asc, eq, isNull, not, notExists } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { visiblePosts, whereModerated } from '@stoa/threads'
import { posts, threads } from '@stoa/threads/tables'
import { referPosts } from '../reports/reports.ts'
import { cases, reports } from '../schema.ts'
import type { SweepInput } from '../endpoints/people-contract.ts'

/** Each is reported separately. */
const maxReferred = 200

/**
 * Public posts of a user where the actor does not moderate, which a sweep cannot hide, without
 * those that the actor has reported.
 */
export async function postsElsewhere(ctx: Context, userId: number): Promise<number[]> {
  const moderated = whereModerated(ctx)
  if (!moderated) return []
  const rows = await ctx.db
    .select({ id: posts.id })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(
      and(
        ...[eq(posts.authorId, userId), eq(posts.state, 'visible'), eq(posts.official, false)],
        ...[not(moderated), visiblePosts(ctx.actor), notExists(ownReports(ctx))]
      )
    )
    .orderBy(asc(posts.id))
    .limit(maxReferred)
  return rows.map(({ id }) => id)
}

/** Reports by the actor, in an open case, of the post of the outer query. */
const ownReports = ({ db, actor }: Context) =>
  db
    .select({ id: reports.id })
    .from(reports)
    .innerJoin(cases, eq(cases.id, reports.caseId))
    .where(
      and(eq(cases.postId, posts.id), isNull(cases.resolvedAt), eq(reports.reporterId, actor.id))
    )

/** Puts those posts in the queue of the staff and of the moderators there, and counts them. */
export async function referElsewhere(
  ctx: Context,
  userId: number,
  grounds: Pick<SweepInput, 'reason' | 'note'>
): Promise<number> {
  const found = await postsElsewhere(ctx, userId)
  await referPosts(ctx, { userId, postIds: found }, grounds)
  return found.length
}
