import { and, asc, eq, isNull, not, notExists } from 'drizzle-orm'
import { emit, type Context } from '@stoa/core'
import { visiblePosts, whereModerated } from '@stoa/threads'
import { posts, threads } from '@stoa/threads/tables'
import { referPosts } from '../reports/reports.ts'
import { cases, reports, actions } from '../schema.ts'
import type { SweepInput } from '../endpoints/people-contract.ts'
import { log } from '../actions.ts'
import { closeCase, reopenDecided } from '../outcomes.ts'

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

type Upheld = { userId: number; sweepId: number; reason: string; note?: string; ownCase: boolean }

/** Upholds the open case about a swept user, if there is one. */
export async function upholdReports(ctx: Context, { userId, ...act }: Upheld): Promise<void> {
  const isAboutUser = and(isNull(cases.postId), isNull(cases.articleId))
  const caseId = await closeCase(ctx, and(eq(cases.userId, userId), isAboutUser), 'upheld')
  if (!caseId) return
  const actionId = await log(ctx, { kind: 'report_upheld', userId, caseId, ...act })
  await emit(ctx, 'case.resolved', { caseId, actionId })
}

/** Reopens the cases that a sweep upheld, unless there is a newer one about the user. */
export async function reopenReports(ctx: Context, sweepId: number): Promise<void> {
  const upheld = await ctx.db
    .select({ caseId: actions.caseId, userId: actions.userId })
    .from(actions)
    .where(and(eq(actions.sweepId, sweepId), eq(actions.kind, 'report_upheld')))
  for (const { caseId, userId } of upheld) {
    if (caseId === null || !(await reopenDecided(ctx, caseId))) continue
    await log(ctx, { kind: 'case_reopened', caseId, userId, sweepId })
    await emit(ctx, 'case.reopened', { caseId })
  }
}
