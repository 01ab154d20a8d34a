import { eq, inArray, sql } from 'drizzle-orm'
import { isShutOut } from '@stoa/accounts/reading-access'
import { guest, type Context } from '@stoa/core'
import { posts, threads, categories } from '@stoa/threads/tables'
import { categoryColumns, categoryOf } from './columns.ts'
import { cases, reports, type reasons } from './schema.ts'

type About = { caseId: number }
type Reason = (typeof reasons)[number]

const reasonsOf = sql<Reason[]>`array(select distinct ${reports.reason} from ${reports}
  where ${eq(reports.caseId, cases.id)} order by 1)`

const casesWith = (ctx: Context, caseIds: readonly number[]) =>
  ctx.db
    .select({
      id: cases.id,
      resolvedAt: cases.resolvedAt,
      outcome: cases.outcome,
      urgent: cases.urgent,
      reasons: reasonsOf,
      category: categoryColumns(ctx),
      parentId: categories.parentId,
      readers: categories.readers,
      articleId: cases.articleId
    })
    .from(cases)
    .leftJoin(posts, eq(posts.id, cases.postId))
    .leftJoin(threads, eq(threads.id, posts.threadId))
    .leftJoin(categories, eq(categories.id, threads.categoryId))
    .where(inArray(cases.id, [...caseIds]))

/**
 * Returns what filters of receivers ask about cases. A case is as internal as the content that it is
 * about.
 */
export async function caseSubjects(ctx: Context, payloads: readonly About[]) {
  const isClosed = await isShutOut({ ...ctx, actor: guest })
  const rows = await casesWith(
    ctx,
    payloads.map(({ caseId }) => caseId)
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  return payloads.map(({ caseId }) => {
    const found = byId.get(caseId)
    if (!found) return null
    const { category, parentId, readers, reasons, articleId } = found
    const ids = [category?.id, parentId].filter((id) => typeof id === 'number')
    const isInternal =
      isClosed || articleId !== null || (readers !== null && readers !== 'everyone')
    return { isInternal, reasons, ...(ids.length > 0 && { categoryIds: ids }) }
  })
}

async function readCase(ctx: Context, caseId: number) {
  const [found] = await casesWith(ctx, [caseId])
  if (!found) return null
  const { urgent, reasons, outcome, resolvedAt } = found
  const url = `${ctx.ports.publicOrigin}/moderation`
  const shown = { caseId, urgent, reasons, category: categoryOf(found), url }
  return { shown, outcome, isOpen: resolvedAt === null }
}

/**
 * Returns what receivers of webhooks get about an open case: kinds of reason from the list, the
 * category and a link, never what was reported or who reported it. Null once it is decided.
 */
export async function caseForReceivers(ctx: Context, { caseId }: About) {
  const found = await readCase(ctx, caseId)
  return found?.isOpen ? found.shown : null
}

/** The same of a decided case, with its outcome. Null if it is open again. */
export async function decidedCaseForReceivers(ctx: Context, { caseId }: About) {
  const found = await readCase(ctx, caseId)
  return found && !found.isOpen ? { ...found.shown, outcome: found.outcome } : null
}
