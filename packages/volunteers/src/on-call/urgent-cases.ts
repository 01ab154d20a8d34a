import { and, eq, inArray, isNull } from 'drizzle-orm'
import { emit, type Context } from '@stoa/core'
import { users } from '@stoa/accounts/tables'
import { findSecrets } from '@stoa/guards'
import { linksOf } from '@stoa/threads/rendering'
import { posts, threads } from '@stoa/threads/tables'
import { cases, isUrgent, reasons, reporterStanding, reports } from '@stoa/moderation/tables'
import { listModerators, recordAlert } from '@stoa/moderation'
import { hasLookalike, isPhishingText } from '@stoa/safety'
import { staffOnCall } from './rota.ts'

/**
 * Effect of `report.created`: notifies the moderators on call of an urgent case, once. One report
 * by a `new` member is not enough, as anybody can create an account. It takes an urgent report by
 * somebody above `new`, urgent reports from two networks, or a post with a secret, a look-alike or
 * blocked link, or a phishing phrase. The case is on top of the queue in any event.
 */
export async function alertOfUrgent(ctx: Context, { caseId }: { caseId: number }): Promise<void> {
  const quiet = and(eq(cases.urgent, true), isNull(cases.alertedAt), isNull(cases.resolvedAt))
  const [found] = await ctx.db
    .select({ postId: cases.postId })
    .from(cases)
    .where(and(eq(cases.id, caseId), quiet))
    .for('no key update')
  if (!found) return
  const isAlarming =
    (await isBelieved(ctx, caseId)) || (await looksDangerous(ctx, found.postId ?? 0))
  if (!isAlarming) return
  await recordAlert(ctx, caseId)
  await emit(ctx, 'moderation.urgent_case', { caseId })
}

const isForUrgent = inArray(reports.reason, reasons.filter(isUrgent))

async function isBelieved({ db }: Context, caseId: number): Promise<boolean> {
  const given = await db
    .select({ ...reporterStanding, network: reports.network })
    .from(reports)
    .innerJoin(users, eq(users.id, reports.reporterId))
    .where(and(eq(reports.caseId, caseId), isForUrgent))
  if (given.some(({ trust, moderates }) => trust !== 'new' || moderates)) return true
  return new Set(given.map(({ network }, index) => network ?? `report:${index}`)).size > 1
}

async function looksDangerous(ctx: Context, postId: number): Promise<boolean> {
  const [post] = await ctx.db.select({ body: posts.body }).from(posts).where(eq(posts.id, postId))
  if (!post) return false
  if (findSecrets(post.body).length > 0 || (await isPhishingText(ctx, post.body))) return true
  return hasLookalike(ctx, linksOf(post.body))
}

export type UrgentCase = {
  /** The reported user or the author of the post; they are not notified. */
  userId: number
  threadId: number | null
  postId: number | null
  /**
   * User ids of the staff on call and the volunteers of the category; volunteers set their own
   * notifications.
   */
  moderators: number[]
}

/** Returns a case for the notification; undefined if it is decided already. */
export async function urgentCaseOf(
  ctx: Context,
  { caseId }: { caseId: number }
): Promise<UrgentCase | undefined> {
  const [found] = await ctx.db
    .select({
      userId: cases.userId,
      postId: cases.postId,
      articleId: cases.articleId,
      threadId: threads.id,
      categoryId: threads.categoryId
    })
    .from(cases)
    .leftJoin(posts, eq(posts.id, cases.postId))
    .leftJoin(threads, eq(threads.id, posts.threadId))
    .where(and(eq(cases.id, caseId), isNull(cases.resolvedAt)))
  if (!found) return undefined
  const { categoryId, articleId, ...about } = found
  const [staff, volunteers] = await Promise.all([
    staffOnCall(ctx),
    // Cases about articles are for staff.
    articleId === null ? volunteersOf(ctx, categoryId) : []
  ])
  return { ...about, moderators: [...staff, ...volunteers] }
}

async function volunteersOf(ctx: Context, categoryId: number | null): Promise<number[]> {
  const moderators = await listModerators(ctx)
  return moderators
    .filter(({ role }) => role === 'volunteer')
    .filter(({ categories }) => categoryId === null || categories.includes(categoryId))
    .map(({ id }) => id)
}

/** Port: returns why an open case about a post or a user is urgent. */
export async function urgentReasons(
  { db }: Context,
  { userId, postId }: { userId: number | null; postId: number | null }
): Promise<string[]> {
  const about = postId
    ? eq(cases.postId, postId)
    : and(eq(cases.userId, userId ?? 0), isNull(cases.postId))
  const rows = await db
    .selectDistinct({ reason: reports.reason })
    .from(reports)
    .innerJoin(cases, eq(cases.id, reports.caseId))
    .where(and(about, isNull(cases.resolvedAt), isForUrgent))
  return rows.map(({ reason }) => reason)
}
