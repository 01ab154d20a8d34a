import { and, eq, inArray, lt, sql } from 'drizzle-orm'
import { atLeast, type Context } from '@stoa/core'
import { posts, threads } from '@stoa/threads/schema'
import { cases, isUrgent, reasons, reports } from './schema.ts'
import { listModerators, type Moderator } from './standing.ts'

export type UrgentCase = {
  /** Whom or whose post it is about: they hear nothing. */
  userId: number
  threadId: number | null
  postId: number | null
  /** User ids of those on call: staff who moderate, admins, and the volunteers of the category. */
  moderators: number[]
}

/**
 * Whom to wake for a report, and about what; `undefined` unless it is the first of its case that says
 * somebody may be robbed.
 */
export async function urgentCaseOf(
  ctx: Context,
  { reportId, caseId }: { reportId: number; caseId: number }
): Promise<UrgentCase | undefined> {
  const [found] = await ctx.db
    .select({
      reason: reports.reason,
      userId: cases.userId,
      postId: cases.postId,
      threadId: threads.id,
      categoryId: threads.categoryId,
      isFirst: sql<boolean>`not exists ${earlierUrgent(ctx, caseId, reportId)}`
    })
    .from(reports)
    .innerJoin(cases, eq(cases.id, reports.caseId))
    .leftJoin(posts, eq(posts.id, cases.postId))
    .leftJoin(threads, eq(threads.id, posts.threadId))
    .where(eq(reports.id, reportId))
  if (!found || !isUrgent(found.reason) || !found.isFirst) return undefined
  const { userId, postId, threadId, categoryId } = found
  const moderators = (await listModerators(ctx)).filter((one) => isOnCall(one, categoryId))
  return { userId, postId, threadId, moderators: moderators.map(({ id }) => id) }
}

const earlierUrgent = ({ db }: Context, caseId: number, reportId: number) =>
  db
    .select({ id: reports.id })
    .from(reports)
    .where(
      and(
        eq(reports.caseId, caseId),
        lt(reports.id, reportId),
        inArray(reports.reason, reasons.filter(isUrgent))
      )
    )

const isOnCall = ({ role, capabilities, categories }: Moderator, categoryId: number | null) =>
  atLeast(role, 'admin') ||
  capabilities.includes('moderation') ||
  (role === 'volunteer' && (categoryId === null || categories.includes(categoryId)))
