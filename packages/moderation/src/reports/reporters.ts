import { and, eq, isNull, lt, or } from 'drizzle-orm'
import { contribute, revokeContribution } from '@stoa/accounts'
import type { Context } from '@stoa/core'
import { actions, cases, reports } from '../schema.ts'

/** Everybody who reported what the case is about, for telling them how it ended; user ids. */
export async function reportersOf(ctx: Context, caseId: number): Promise<number[]> {
  const rows = await reportsOf(ctx, caseId)
  return rows.map(({ reporterId }) => reporterId)
}

/**
 * The decisions there were on a case and that stand no more, for taking back what was told of them; ids of
 * actions. Whoever asks late leaves alone what was decided since.
 */
export async function decisionsOn({ db }: Context, caseId: number): Promise<number[]> {
  const rows = await db
    .select({ id: actions.id })
    .from(cases)
    .innerJoin(actions, and(eq(actions.userId, cases.userId), eq(actions.caseId, cases.id)))
    .where(
      and(
        eq(cases.id, caseId),
        or(isNull(cases.resolvedAt), lt(actions.createdAt, cases.resolvedAt))
      )
    )
  return rows.map(({ id }) => id)
}

/**
 * Counts the reports of a case as contributions of those who made them, while it is upheld. Nobody
 * decides or opens it meanwhile: of two consequences the later one would else settle by what was.
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

/** Consequence of `user.erased`: what somebody wrote in their reports goes, and where they came from. */
export async function deleteReports({ db }: Context, { userId }: { userId: number }) {
  await db.update(reports).set({ note: null, network: null }).where(eq(reports.reporterId, userId))
}
