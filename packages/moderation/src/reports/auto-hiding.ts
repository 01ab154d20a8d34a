import { and, asc, desc, eq, exists, gt, inArray, isNull, lt, not, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { after, type Context } from '@stoa/core'
import { users } from '@stoa/accounts/tables'
import { lockThread } from '@stoa/threads'
import { autoHide } from '@stoa/threads/moderators'
import { posts } from '@stoa/threads/tables'
import { totalWeight, reporterStanding, type WeighedReport } from './report-weights.ts'
import { actions, cases, reports } from '../schema.ts'

/** Weight of reports that hides a post: three members whose reports nobody has decided yet. */
const hidingWeight = 3

/** Milliseconds for which an approved post is not auto-hidden. */
const leftAlone = 7 * 24 * 3600_000

/**
 * Effect of `report.created`: auto-hides a public post once its open case is heavy enough. Official posts are exempt, as is for seven days what a moderator
 * restored, approved or found nothing wrong with.
 */
export async function hideReported(ctx: Context, { caseId }: { caseId: number }): Promise<void> {
  const found = await openCase(ctx, caseId)
  if (!found || (await wasLookedAt(ctx, found.postId))) return
  const given = await reportsOf(ctx, caseId)
  if (totalWeight(given) < hidingWeight) return
  // Locks the thread first, as every hide does: see `lockThread`.
  await lockThread(ctx, found.threadId)
  if (!(await isStillOpen(ctx, caseId))) return
  await autoHide(ctx, found.postId, maxReports(given.map(({ reason }) => reason)))
}

async function openCase({ db }: Context, caseId: number) {
  const [found] = await db
    .select({ postId: posts.id, threadId: posts.threadId })
    .from(cases)
    .innerJoin(posts, eq(posts.id, cases.postId))
    .where(and(eq(cases.id, caseId), isNull(cases.resolvedAt), eq(posts.state, 'visible')))
  return found
}

/** True if the case is still open; the row lock makes a concurrent decision wait. */
async function isStillOpen({ db }: Context, caseId: number): Promise<boolean> {
  const rows = await db
    .select({ id: cases.id })
    .from(cases)
    .where(and(eq(cases.id, caseId), isNull(cases.resolvedAt)))
    .for('no key update')
  return rows.length > 0
}

const looks = ['restored', 'approved', 'report_dismissed'] as const
const undone = ['awaiting_approval', 'case_reopened', 'auto_hidden'] as const
const hiding = alias(actions, 'hiding')

/** True if moderators undid their own hiding; that does not approve the post. */
const isUndoing = ({ db }: Context) => {
  const own = and(eq(hiding.postId, actions.postId), eq(hiding.actorId, actions.actorId))
  const justBefore = sql`${hiding.createdAt} > ${actions.createdAt} - interval '10 minutes'`
  const before = and(eq(hiding.kind, 'hidden'), lt(hiding.id, actions.id), justBefore)
  const hidings = db.select({ id: hiding.id }).from(hiding).where(and(own, before))
  return and(eq(actions.kind, 'restored'), exists(hidings))
}

/** True if a moderator approved the post within seven days. */
export async function wasLookedAt(ctx: Context, postId: number): Promise<boolean> {
  const { db, now } = ctx
  const [row] = await db
    .select({ kind: actions.kind })
    .from(actions)
    .where(
      and(
        eq(actions.postId, postId),
        inArray(actions.kind, [...looks, ...undone]),
        not(isUndoing(ctx) ?? sql`false`),
        gt(actions.createdAt, after(now, -leftAlone))
      )
    )
    .orderBy(desc(actions.id))
    .limit(1)
  return looks.some((kind) => kind === row?.kind)
}

/** Counts the reporter's reports with this outcome. */
const ended = (outcome: 'upheld' | 'dismissed') => sql<number>`(
  select count(*)::int from reports earlier join cases ended on ended.id = earlier.case_id
  where earlier.reporter_id = ${reports.reporterId} and ended.outcome = ${outcome})`

type ReasonedReport = WeighedReport & { reason: string }

const reportsOf = ({ db }: Context, caseId: number): Promise<ReasonedReport[]> =>
  db
    .select({
      reason: reports.reason,
      ...reporterStanding,
      upheld: ended('upheld'),
      dismissed: ended('dismissed'),
      network: reports.network
    })
    .from(reports)
    .innerJoin(users, and(eq(users.id, reports.reporterId), isNull(users.erasedAt)))
    .where(eq(reports.caseId, caseId))
    .orderBy(asc(reports.id))

/** The most frequent reason; of equals the first one. */
function maxReports(reasons: string[]): string {
  const counts = Map.groupBy(reasons, (reason) => reason)
  const [most] = [...counts].sort(([, one], [, other]) => other.length - one.length)
  return most?.[0] ?? 'other'
}
