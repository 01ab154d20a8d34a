import { and, eq, sql } from 'drizzle-orm'
import { Answer, conflict, emit, isSignedIn, notFound, transaction, type Context } from '@stoa/core'
import { findUser, networkKey } from '@stoa/accounts'
import { visiblePosts } from '@stoa/threads'
import { posts, threads } from '@stoa/threads/tables'
import type { ReportedText } from '../ports.ts'
import type { ReportInput } from '../shapes.ts'
import { cases, isUrgent, reports } from '../schema.ts'
import { authorize } from '../policy.ts'

type Created = Answer<{ id: number }>
type Subject = Pick<typeof cases.$inferInsert, 'postId' | 'userId'> &
  Partial<Pick<typeof cases.$inferInsert, 'articleId' | 'articleLanguage' | 'articleRevision'>>

/**
 * Reports a post; concurrent reports join one open case.
 * @returns the report; status 200 if this user has reported the post already
 * @throws Problem 404 if the actor may not see the post, 403 `own_content` or `suspended`
 */
export async function reportPost(ctx: Context, id: number, input: ReportInput): Promise<Created> {
  const [post] = await ctx.db
    .select({ postId: posts.id, userId: posts.authorId })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(and(eq(posts.id, id), visiblePosts(ctx.actor)))
  if (!post) throw notFound()
  return report(ctx, post, input)
}

/**
 * Reports a user, as `reportPost` does a post.
 * @throws Problem 404 for an unknown name, 410 for an erased user, 403 `own_content` or `suspended`
 */
export async function reportUser(
  ctx: Context,
  username: string,
  input: ReportInput
): Promise<Created> {
  const { id: userId } = await findUser(ctx, username)
  return report(ctx, { postId: null, userId }, input)
}

/**
 * Reports an article in one language, as `reportPost` does a post. Staff alone see the case.
 * @throws Problem 404 if the actor may not read it, 403 `own_content` or `suspended`
 */
export async function reportArticle(
  ctx: Context,
  { articleId, language }: ReportedText,
  input: ReportInput
): Promise<Created> {
  const found = await ctx.ports.articles.reportableText(ctx, { articleId, language })
  if (!found) throw notFound()
  const article = { articleId, articleLanguage: language, articleRevision: found.revision }
  return report(ctx, { postId: null, userId: found.authorId, ...article }, input)
}

async function report(ctx: Context, subject: Subject, input: ReportInput): Promise<Created> {
  authorize.report(ctx.actor, subject.userId)
  if (input.note) await ctx.ports.safety.review(ctx, { path: 'note', text: input.note })
  const { id, status } = await transaction(ctx, async (ctx) => {
    const caseId = await openCase(ctx, subject, isUrgent(input.reason))
    const id = await addReport(ctx, caseId, input)
    return id ? { id, status: 201 } : { id: await earlierReport(ctx, caseId), status: 200 }
  })
  return new Answer(status, { id })
}

/**
 * Opens a case about a member whose name could be mistaken for a colleague's, reported by the
 * colleague. It is not urgent: the member had the name first and may be innocent.
 */
export async function reportNamesake(ctx: Context, userId: number, ofId: number): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const caseId = await openCase(ctx, { postId: null, userId }, false)
    const [row] = await ctx.db
      .insert(reports)
      .values({ caseId, reporterId: ofId, reason: 'impersonation', createdAt: ctx.now })
      .onConflictDoNothing()
      .returning({ id: reports.id })
    if (row) await emit(ctx, 'report.created', { reportId: row.id, caseId })
  })
}

/**
 * Reports posts of a user that the actor came upon together. Only the first case may be urgent, so
 * that the moderators on call are notified once.
 */
export async function referPosts(
  ctx: Context,
  { userId, postIds }: { userId: number; postIds: readonly number[] },
  input: ReportInput
): Promise<void> {
  for (const [at, postId] of postIds.entries()) {
    const caseId = await openCase(ctx, { postId, userId }, at === 0 && isUrgent(input.reason))
    await addReport(ctx, caseId, input)
  }
}

/** Opens a case, or locks and joins the open one. */
async function openCase(ctx: Context, subject: Subject, urgent: boolean): Promise<number> {
  const [row] = await ctx.db
    .insert(cases)
    .values({ ...subject, urgent, openedAt: ctx.now })
    .onConflictDoUpdate({
      ...openCaseOf(subject),
      set: { userId: subject.userId, urgent: sql`${cases.urgent} or excluded.urgent` }
    })
    .returning({ id: cases.id, isNew: sql<boolean>`xmax = 0` })
  if (!row) throw conflict('case_resolved')
  if (row.isNew) await emit(ctx, 'case.opened', { caseId: row.id })
  return row.id
}

/** The unique index of the schema that open cases about the subject are in. */
function openCaseOf({ postId, articleId }: Subject) {
  if (articleId)
    return {
      target: [cases.articleId, cases.articleLanguage],
      targetWhere: sql`resolved_at is null and article_id is not null`
    }
  return postId
    ? { target: cases.postId, targetWhere: sql`resolved_at is null and post_id is not null` }
    : {
        target: cases.userId,
        targetWhere: sql`resolved_at is null and post_id is null and article_id is null`
      }
}

async function addReport(ctx: Context, caseId: number, { reason, note }: ReportInput) {
  const [row] = await ctx.db
    .insert(reports)
    .values({
      caseId,
      reporterId: ctx.actor.id,
      reason,
      note,
      createdAt: ctx.now,
      network: networkKey(ctx, 'reports'),
      signedIn: isSignedIn(ctx.actor)
    })
    .onConflictDoNothing()
    .returning({ id: reports.id })
  if (row) await emit(ctx, 'report.created', { reportId: row.id, caseId })
  return row?.id
}

async function earlierReport(ctx: Context, caseId: number): Promise<number> {
  const [row] = await ctx.db
    .select({ id: reports.id })
    .from(reports)
    .where(and(eq(reports.caseId, caseId), eq(reports.reporterId, ctx.actor.id)))
  if (!row) throw notFound()
  return row.id
}
