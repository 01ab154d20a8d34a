import { and, eq } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { withdrawApprovals } from '../approvals/refuse.ts'
import { mailPowerHolders, requestApproval } from '../approvals/propose.ts'
import { approvals } from '../schema.ts'
import { checkSize } from './power.ts'

const { kind, subjectId, power } = approvals
const isCategory = (categoryId: number) =>
  and(eq(kind, 'category_power'), eq(subjectId, categoryId))

/**
 * Stops what waits for a category, but for the groups in `wanted`. Call it before the category is
 * locked, because whoever confirms a change locks that first.
 */
export const stopCategoryPowers = (
  ctx: Context,
  categoryId: number,
  wanted: readonly number[] = []
): Promise<void> =>
  withdrawApprovals(ctx, isCategory(categoryId), (change) => wanted.includes(Number(change.power)))

/** Stops what waits for a group that is about to be deleted. */
export const stopPowersOfGroup = (ctx: Context, groupId: number): Promise<void> =>
  withdrawApprovals(ctx, and(eq(kind, 'category_power'), eq(power, String(groupId))))

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
    const proposed = { kind: 'category_power', subjectId: categoryId } as const
    await requestApproval(ctx, { ...proposed, power: String(groupId) })
  }
  await mailPowerHolders(ctx, 'power_proposed')
  return true
}
