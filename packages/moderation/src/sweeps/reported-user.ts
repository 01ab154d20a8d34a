import { and, eq, isNull } from 'drizzle-orm'
import { emit, type Context } from '@stoa/core'
import { log } from '../actions.ts'
import { reopenDecided } from '../outcomes.ts'
import { actions, cases } from '../schema.ts'

type Upheld = { userId: number; sweepId: number; reason: string; note?: string; ownCase: boolean }

/** Upholds the open case about a swept user, if there is one. */
export async function upholdReports(ctx: Context, { userId, ...act }: Upheld): Promise<void> {
  const [row] = await ctx.db
    .update(cases)
    .set({ resolvedAt: ctx.now, resolvedById: ctx.actor.id, outcome: 'upheld' })
    .where(
      and(
        eq(cases.userId, userId),
        isNull(cases.postId),
        isNull(cases.articleId),
        isNull(cases.resolvedAt)
      )
    )
    .returning({ caseId: cases.id })
  if (!row) return
  const actionId = await log(ctx, { kind: 'report_upheld', userId, ...row, ...act })
  await emit(ctx, 'case.resolved', { ...row, actionId })
}

/** Reopens the cases that a sweep upheld, unless there is a newer one about the user. */
export async function reopenReports(ctx: Context, sweepId: number): Promise<void> {
  const upheld = await ctx.db
    .select({ caseId: actions.caseId, userId: actions.userId })
    .from(actions)
    .where(and(eq(actions.sweepId, sweepId), eq(actions.kind, 'report_upheld')))
  for (const { caseId, userId } of upheld) {
    if (caseId === null || !(await reopenDecided(ctx, caseId))) continue
    await log(ctx, { kind: 'case_reopened', caseId, userId, sweepId })
    await emit(ctx, 'case.reopened', { caseId })
  }
}
