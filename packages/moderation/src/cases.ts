import { and, asc, eq, exists, inArray, isNull, ne, or, sql, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import { atLeast, decodeCursor, paged, timeKey, type Context, type Locale } from '@stoa/core'
import { authorColumns } from '@stoa/accounts'
import { users } from '@stoa/accounts/schema'
import { mayBeHidden, visiblePosts } from '@stoa/threads'
import { categories, posts, threads } from '@stoa/threads/schema'
import { categoryColumns, categoryOf, inCategory, isClaimed, whereModerated } from './columns.ts'
import type { CaseRow } from './contract.ts'
import { cases, reports, type reasons } from './schema.ts'
import { listModerators, roleIn, standingOf, type Moderator } from './standing.ts'

type Filter = {
  reason?: (typeof reasons)[number]
  category?: string
  language?: Locale
  cursor?: string
}

const pageSize = 20
/** Urgent ones first, then by age. */
const queueKey = z.tuple([z.boolean(), ...timeKey.def.items])

/**
 * The open cases the actor may decide on, urgent ones first, then the oldest; what they may do stands in `can`.
 * @throws Problem 404 for a category they may not know of, 422 `invalid_cursor`
 */
export async function listCases(ctx: Context, filter: Filter) {
  const rows = await openCases(ctx, await filters(ctx, filter), pageSize + 1)
  const page = paged(rows, pageSize, (row) => [!row.urgent, row.openedAt, row.id])
  const ids = page.items.map((row) => row.id)
  const [given, moderators] = await Promise.all([reportsOf(ctx, ids), listModerators(ctx)])
  const items = page.items.map((row) => toCase(ctx, row, given, powers(ctx, row, moderators)))
  return { items, next: page.next }
}

/** One open case of those that `listCases` lists; `undefined` otherwise. */
export async function findCase(ctx: Context, id: number) {
  const [row] = await openCases(ctx, eq(cases.id, id), 1)
  return row
}

type Row = Awaited<ReturnType<typeof openCases>>[number]

const openCases = (ctx: Context, condition: SQL | undefined, limit: number) =>
  ctx.db
    .select({
      id: cases.id,
      openedAt: cases.openedAt,
      urgent: cases.urgent,
      claimedBy: sql<string | null>`case when ${isClaimed(ctx)} then (
        select claimer.username from ${users} claimer where claimer.id = ${cases.claimedById}) end`,
      claimedById: cases.claimedById,
      author: authorColumns(users),
      category: categoryColumns(ctx),
      authorRoleHere: roleIn(threads.categoryId),
      postId: posts.id,
      number: posts.number,
      threadId: threads.id,
      threadTitle: threads.title,
      official: posts.official,
      state: posts.state,
      hiddenForNow: posts.hiddenForNow,
      html: posts.html
    })
    .from(cases)
    .innerJoin(users, eq(users.id, cases.userId))
    .leftJoin(posts, eq(posts.id, cases.postId))
    .leftJoin(threads, eq(threads.id, posts.threadId))
    .leftJoin(categories, eq(categories.id, threads.categoryId))
    .where(and(isNull(cases.resolvedAt), mayDecideOn(ctx), condition))
    .orderBy(sql`(not ${cases.urgent})`, asc(cases.openedAt), asc(cases.id))
    .limit(limit)

/** Own cases are listed for admins only, who may turn out to be the only one left to decide. */
function mayDecideOn(ctx: Context): SQL | undefined {
  const { actor } = ctx
  const notOwn = atLeast(actor.role, 'admin') ? undefined : ne(cases.userId, actor.id)
  return and(notOwn, or(isNull(cases.postId), and(visiblePosts(actor), whereModerated(ctx))))
}

async function filters(ctx: Context, { reason, category, language, cursor }: Filter) {
  const [later, openedAt, id] = cursor ? decodeCursor(cursor, queueKey) : []
  const named = reason && and(eq(reports.caseId, cases.id), eq(reports.reason, reason))
  return and(
    await inCategory(ctx, category),
    named && exists(ctx.db.select({ id: reports.id }).from(reports).where(named)),
    // Who is reported as such speaks whatever language they read.
    language && sql`coalesce(${threads.language}, ${users.locale}, ${language}) = ${language}`,
    openedAt
      ? sql`((not ${cases.urgent}), ${cases.openedAt}, ${cases.id})
          > (${later}::boolean, ${openedAt}::timestamptz, ${id ?? 0})`
      : undefined
  )
}

async function reportsOf({ db }: Context, caseIds: number[]) {
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

function powers({ actor }: Context, row: Row, moderators: Moderator[]): CaseRow['can'] {
  const role = row.official && !atLeast(row.authorRoleHere, 'staff') ? 'staff' : row.authorRoleHere
  const author = { id: row.author.id, role }
  const standing = standingOf(actor, author, row.category?.id ?? null, moderators)
  const resolve = standing !== 'refused'
  return { resolve, hide: resolve && isHideable(row) }
}

const isHideable = ({ state, hiddenForNow }: Row) =>
  state !== null && hiddenForNow !== null && mayBeHidden({ state, hiddenForNow })

type Reports = Awaited<ReturnType<typeof reportsOf>>

const toCase = ({ actor }: Context, row: Row, given: Reports, can: CaseRow['can']): CaseRow => ({
  id: row.id,
  kind: row.postId === null ? 'user' : 'post',
  openedAt: row.openedAt,
  urgent: row.urgent,
  claim: row.claimedBy === null ? null : { by: row.claimedBy, own: row.claimedById === actor.id },
  category: categoryOf(row),
  author: row.author,
  post: reportedPost(row),
  reports: given
    .filter(({ caseId }) => caseId === row.id)
    .map(({ reason, note, createdAt }) => ({ reason, note, createdAt })),
  can
})

function reportedPost(row: Row): CaseRow['post'] {
  const { postId, number, threadId, threadTitle, state, hiddenForNow, html } = row
  if (postId === null || number === null || threadId === null || state === null) return null
  const url = `/p/${postId}`
  return {
    id: postId,
    number,
    threadId,
    threadTitle: threadTitle ?? '',
    url,
    state,
    hiddenForNow: hiddenForNow ?? false,
    html: html ?? ''
  }
}
