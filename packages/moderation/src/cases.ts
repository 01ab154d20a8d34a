import { and, eq, exists, sql, isNull, or } from 'drizzle-orm'
import { z } from 'zod'
import { atLeast, conflict, transaction, type Actor, type Context } from '@stoa/core'
import { decodeCursor, paged, timeKey } from '@stoa/core/data'
import { users } from '@stoa/accounts/tables'
import { answersFor } from '@stoa/threads/moderators'
import { threads } from '@stoa/threads/tables'
import { categoryOf, inCategory, withShownHtml, isClaimed, type WaitingFilter } from './columns.ts'
import type { CaseRow } from './endpoints/queue-contract.ts'
import { caseOrder, openCases, reportsOf, findCase, type FoundCase } from './open-cases.ts'
import { can } from './policy.ts'
import { cases, reports, type reasons } from './schema.ts'
import { listModerators, standingOf, type Moderator } from './conflict-of-interest.ts'
import { reportedArticles } from './reported-articles.ts'

export type CaseFilter = WaitingFilter & { reason?: (typeof reasons)[number] }

const pageSize = 20
/** The key of a row in `caseOrder`. */
const queueKey = z.tuple([z.boolean(), ...timeKey.def.items])

/**
 * Lists open cases that the actor may decide on, urgent ones first, then the oldest; `can` says
 * what they may do.
 * @throws Problem 404 for a category the actor may not see, 422 `invalid_cursor`
 */
export async function listCases(ctx: Context, filter: CaseFilter) {
  const rows = await openCases(ctx, await filters(ctx, filter), pageSize + 1)
  const page = paged(rows, pageSize, (row) => [!row.urgent, row.openedAt, row.id])
  const ids = page.items.map((row) => row.id)
  const [given, moderators] = await Promise.all([reportsOf(ctx, ids), listModerators(ctx)])
  const answersOf = await answersFor(ctx, page.items)
  const articleOf = await reportedArticles(ctx, page.items)
  const shown = await withShownHtml(ctx, page.items)
  const items = shown.map((row) => {
    const post = reportedPost(row, answersOf(row.fieldValues))
    const article = articleOf(row)
    return { ...toCase(ctx, row, given, powers(ctx, row, moderators)), post, article }
  })
  return { items, next: page.next }
}

async function filters(ctx: Context, { reason, category, language, cursor }: CaseFilter) {
  const [later, openedAt, id] = cursor ? decodeCursor(cursor, queueKey) : []
  const named = reason && and(eq(reports.caseId, cases.id), eq(reports.reason, reason))
  return and(
    await inCategory(ctx, category),
    named && exists(ctx.db.select({ id: reports.id }).from(reports).where(named)),
    // A reported user without a locale matches every language.
    language &&
      sql`coalesce(${threads.language}, ${cases.articleLanguage}, ${users.locale}, ${language}) = ${language}`,
    openedAt
      ? sql`(${sql.join(caseOrder, sql`, `)})
          > (${later}::boolean, ${openedAt}::timestamptz, ${id ?? 0})`
      : undefined
  )
}

function powers({ actor }: Context, row: FoundCase, moderators: Moderator[]): CaseRow['can'] {
  if (row.articleId !== null) return { resolve: row.author.id !== actor.id, hide: false }
  const role = row.official && !atLeast(row.authorRoleHere, 'staff') ? 'staff' : row.authorRoleHere
  const author = { id: row.author.id, role }
  const standing = standingOf(actor, author, row.category?.id ?? null, moderators)
  const resolve = standing !== 'refused'
  return { resolve, hide: resolve && isHideable(actor, row) }
}

const isHideable = (actor: Actor, { category, state, autoHidden }: FoundCase) =>
  category !== null &&
  state !== null &&
  can.hide(actor, { categoryId: category.id }, { state, autoHidden: autoHidden === true })

const kindOf = ({ postId, articleId }: FoundCase): CaseRow['kind'] => {
  if (articleId !== null) return 'article'
  return postId === null ? 'user' : 'post'
}

type Reports = Awaited<ReturnType<typeof reportsOf>>

const toCase = (
  { actor }: Context,
  row: FoundCase,
  given: Reports,
  can: CaseRow['can']
): Omit<CaseRow, 'post' | 'article'> => ({
  id: row.id,
  kind: kindOf(row),
  openedAt: row.openedAt,
  urgent: row.urgent,
  claim: row.claimedBy === null ? null : { by: row.claimedBy, own: row.claimedById === actor.id },
  category: categoryOf(row),
  author: row.author,
  reports: given
    .filter(({ caseId }) => caseId === row.id)
    .map(({ reason, note, createdAt }) => ({ reason, note, createdAt })),
  can
})

type Reported = NonNullable<CaseRow['post']>

function reportedPost(row: FoundCase, fields: Reported['fields']): Reported | null {
  const { postId, number, threadId, threadTitle, language, textLanguage } = row
  const { replyCount, state, autoHidden, html } = row
  if (postId === null || number === null || threadId === null || state === null) return null
  if (language === null) return null
  const url = `/p/${postId}`
  return {
    id: postId,
    number,
    threadId,
    threadTitle: threadTitle ?? '',
    language,
    textLanguage,
    url,
    replyCount: number === 1 ? (replyCount ?? 0) : 0,
    state,
    autoHidden: autoHidden ?? false,
    html: html ?? '',
    fields
  }
}

/**
 * Claims a case for half an hour; claiming it again restarts the time. Others may still decide it.
 * @throws Problem as `findCase`, 409 `case_claimed` if somebody else has claimed it
 */
export async function claimCase(ctx: Context, id: number): Promise<void> {
  await findCase(ctx, id)
  const free = or(eq(cases.claimedById, ctx.actor.id), sql`not ${isClaimed(ctx)}`)
  await transaction(ctx, async (ctx) => {
    const { db, now, actor } = ctx
    const claimed = await db
      .update(cases)
      .set({ claimedById: actor.id, claimedAt: now })
      .where(and(eq(cases.id, id), isNull(cases.resolvedAt), free))
      .returning({ id: cases.id })
    if (claimed.length > 0) return
    await findCase(ctx, id)
    throw conflict('case_claimed')
  })
}

/** Releases the actor's claim; somebody else's claim stays. @throws Problem as `findCase` */
export async function unclaimCase(ctx: Context, id: number): Promise<void> {
  await findCase(ctx, id)
  await transaction(ctx, async ({ db, actor }) => {
    await db
      .update(cases)
      .set({ claimedById: null, claimedAt: null })
      .where(and(eq(cases.id, id), eq(cases.claimedById, actor.id)))
  })
}
