import { and, asc, eq, inArray, isNull, ne, or, sql, type SQL } from 'drizzle-orm'
import { atLeast, conflict, notFound, type Context } from '@stoa/core'
import { authorColumns } from '@stoa/accounts'
import { users } from '@stoa/accounts/tables'
import { visiblePosts, whereModerated } from '@stoa/threads'
import { languageOfPost } from '@stoa/threads/rendering'
import { categories, posts, threads } from '@stoa/threads/tables'
import { categoryColumns, isClaimed } from './columns.ts'
import { cases, reports } from './schema.ts'
import { roleIn } from './conflict-of-interest.ts'

/**
 * Returns an open case that `listCases` would list.
 * @throws Problem 404 if the actor may not see it, 409 `case_resolved` if it is decided
 */
export async function findCase(ctx: Context, id: number): Promise<FoundCase> {
  const [row] = await casesFor(ctx, eq(cases.id, id), 1)
  if (!row) throw notFound()
  if (row.resolvedAt !== null) throw conflict('case_resolved')
  return row
}

export type FoundCase = Awaited<ReturnType<typeof openCases>>[number]

/** Urgent cases first, then the oldest: the order of the index `cases_open`, which keeps it cheap. */
export const caseOrder = [sql`(not ${cases.urgent})`, cases.openedAt, cases.id]

/** Open cases that the actor may decide on, in the order of `listCases`. */
export const openCases = (ctx: Context, condition: SQL | undefined, limit: number) =>
  casesFor(ctx, and(isNull(cases.resolvedAt), condition), limit)

const caseColumns = (ctx: Context) => ({
  id: cases.id,
  openedAt: cases.openedAt,
  resolvedAt: cases.resolvedAt,
  urgent: cases.urgent,
  claimedBy: sql<string | null>`case when ${isClaimed(ctx)} then (
    select claimer.username from ${users} claimer where claimer.id = ${cases.claimedById}) end`,
  claimedById: cases.claimedById,
  author: authorColumns(users),
  category: categoryColumns(ctx),
  authorRoleHere: roleIn(threads.categoryId),
  postId: posts.id,
  articleId: cases.articleId,
  articleLanguage: cases.articleLanguage,
  articleRevision: cases.articleRevision,
  number: posts.number,
  threadId: threads.id,
  threadTitle: threads.title,
  language: threads.language,
  replyCount: threads.replyCount,
  official: posts.official,
  state: posts.state,
  autoHidden: posts.autoHidden,
  html: posts.html,
  textLanguage: languageOfPost,
  fieldValues: posts.fieldValues,
  quarantinedLinks: posts.quarantinedLinks,
  authorId: posts.authorId
})

const casesFor = (ctx: Context, condition: SQL | undefined, limit: number) =>
  ctx.db
    .select(caseColumns(ctx))
    .from(cases)
    .innerJoin(users, eq(users.id, cases.userId))
    .leftJoin(posts, eq(posts.id, cases.postId))
    .leftJoin(threads, eq(threads.id, posts.threadId))
    .leftJoin(categories, eq(categories.id, threads.categoryId))
    .where(and(decidable(ctx), condition))
    .orderBy(...caseOrder)
    .limit(limit)

/**
 * Only admins see cases about themselves, as nobody else may be left to decide, and only staff those
 * about articles.
 */
function decidable(ctx: Context): SQL | undefined {
  const { actor } = ctx
  const notOwn = atLeast(actor.role, 'admin') ? undefined : ne(cases.userId, actor.id)
  const isTheirs = atLeast(actor.role, 'staff') ? undefined : isNull(cases.articleId)
  return and(
    notOwn,
    isTheirs,
    or(isNull(cases.postId), and(visiblePosts(actor), whereModerated(ctx)))
  )
}

/** Reports of the cases, the oldest first. */
export async function reportsOf({ db }: Context, caseIds: number[]) {
  if (caseIds.length === 0) return []
  return db
    .select({
      caseId: reports.caseId,
      reason: reports.reason,
      note: reports.note,
      createdAt: reports.createdAt
    })
    .from(reports)
    .where(inArray(reports.caseId, caseIds))
    .orderBy(asc(reports.id))
}

/** Records that the moderators on call were notified of an urgent case. */
export async function recordAlert({ db, now }: Context, caseId: number): Promise<void> {
  await db.update(cases).set({ alertedAt: now }).where(eq(cases.id, caseId))
}
