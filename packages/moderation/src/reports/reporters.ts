import { and, eq, isNotNull, isNull, lt, or } from 'drizzle-orm'
import { contribute, revokeContribution } from '@stoa/accounts/contributions'
import type { Context } from '@stoa/core'
import { actions, cases, reports } from '../schema.ts'

/** User ids of all reporters of a case, to notify them of the outcome. */
export async function reportersOf(ctx: Context, caseId: number): Promise<number[]> {
  const rows = await reportsOf(ctx, caseId)
  return rows.map(({ reporterId }) => reporterId)
}

/** The log names the user, but for articles, which are not about their authors. */
const isOfUser = or(
  eq(actions.userId, cases.userId),
  and(isNotNull(cases.articleId), isNull(actions.userId))
)

/**
 * Action ids of the decisions on a case that do not stand any more, to retract the notices about
 * them. Decisions made since the case was reopened are left out.
 */
export async function decisionsOn({ db }: Context, caseId: number): Promise<number[]> {
  const rows = await db
    .select({ id: actions.id })
    .from(cases)
    .innerJoin(actions, and(isOfUser, eq(actions.caseId, cases.id)))
    .where(
      and(
        eq(cases.id, caseId),
        or(isNull(cases.resolvedAt), lt(actions.createdAt, cases.resolvedAt))
      )
    )
  return rows.map(({ id }) => id)
}

/**
 * Credits the reporters of an upheld case with a contribution, or revokes it. The row lock keeps
 * the outcome from changing meanwhile, so that concurrent effects agree.
 */
export async function creditReporters(ctx: Context, caseId: number): Promise<void> {
  const [found] = await ctx.db
    .select({ outcome: cases.outcome })
    .from(cases)
    .where(eq(cases.id, caseId))
    .for('no key update')
  const settle = found?.outcome === 'upheld' ? contribute : revokeContribution
  for (const { id, reporterId } of await reportsOf(ctx, caseId))
    await settle(ctx, { userId: reporterId, kind: 'report_upheld', ref: id })
}

const reportsOf = ({ db }: Context, caseId: number) =>
  db
    .select({ id: reports.id, reporterId: reports.reporterId })
    .from(reports)
    .where(eq(reports.caseId, caseId))

/** Effect of `user.erased`: deletes notes and networks of the user's reports. */
export async function deleteReports({ db }: Context, { userId }: { userId: number }) {
  await db.update(reports).set({ note: null, network: null }).where(eq(reports.reporterId, userId))
}
