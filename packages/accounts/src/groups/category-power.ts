import type { ApprovalSubjects, Context } from '@stoa/core'
import { waitsFor } from '../approvals/approval.ts'
import { withdrawApprovals } from '../approvals/decide.ts'
import { mailPowerHolders, requestApproval } from '../approvals/request.ts'
import { checkSize } from './power.ts'

declare module '@stoa/core' {
  interface ApprovalSubjects {
    /** `categoryPower` of threads applies it, which owns categories. */
    category_power: { categoryId: number; groupId: number }
  }
}

const kind = 'category_power'

/**
 * Stops what waits for a category, but for the groups in `wanted`. Call it before the category is
 * locked, because whoever confirms a change locks that first.
 */
export const stopCategoryPowers = (
  ctx: Context,
  categoryId: number,
  wanted: readonly number[] = []
): Promise<void> =>
  withdrawApprovals(ctx, waitsFor(kind, { categoryId }), ({ subject }) =>
    wanted.includes((subject as ApprovalSubjects[typeof kind]).groupId)
  )

/** Stops what waits for a group that is about to be deleted. */
export const stopPowersOfGroup = (ctx: Context, groupId: number): Promise<void> =>
  withdrawApprovals(ctx, waitsFor(kind, { groupId }))

/**
 * Lets groups moderate a category: when a second admin agrees or after a day, at once before the
 * forum is opened. Runs in the transaction of `ctx`.
 * @returns whether they wait
 * @throws Problem 409 `group_too_large`
 */
export async function gainCategory(
  ctx: Context,
  categoryId: number,
  groupIds: readonly number[]
): Promise<boolean> {
  if (groupIds.length === 0 || !(await ctx.ports.site.isOpened(ctx))) return false
  for (const groupId of groupIds) {
    await checkSize(ctx, groupId)
    await requestApproval(ctx, { kind, subject: { categoryId, groupId } })
  }
  await mailPowerHolders(ctx, 'power_proposed')
  return true
}
