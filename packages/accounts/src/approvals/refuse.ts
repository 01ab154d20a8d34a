import { and, eq, inArray, or, type SQL } from 'drizzle-orm'
import { transaction, type Context } from '@stoa/core'
import { authorize } from '../policy.ts'
import { approvals } from '../schema.ts'
import type { ApprovalKindName, Approval } from './approval.ts'
import { decide, lockChange, lockOpen } from './decide.ts'

/**
 * Stops a pending change, which then never takes effect.
 * @throws Problem 404, 403 for actors without a power over official posts
 */
export async function refuse(ctx: Context, id: number): Promise<void> {
  authorize.refuse(ctx.actor)
  await transaction(ctx, async (ctx) => {
    await decide(ctx, await lockChange(ctx, id), 'stopped')
  })
}

/**
 * Stops every open change that `which` matches, but those that `isKept` keeps, in the transaction of
 * `ctx`. All of them stay locked until it ends.
 */
export async function withdrawApprovals(
  ctx: Context,
  which: SQL | undefined,
  isKept: (change: Approval) => boolean = () => false
): Promise<void> {
  for (const change of await lockOpen(ctx, which))
    if (!isKept(change)) await decide(ctx, change, 'stopped')
}

/** Stops the open changes of a kind for a subject, in the transaction of `ctx`. */
export const withdrawApprovalsOf = (
  ctx: Context,
  kind: ApprovalKindName,
  subjectId: number
): Promise<void> =>
  withdrawApprovals(ctx, and(eq(approvals.kind, kind), eq(approvals.subjectId, subjectId)))

/** Stops open changes that would give a user power, and those the user proposed. */
export const withdrawApprovalsBy = (ctx: Context, userId: number): Promise<void> =>
  withdrawApprovals(ctx, or(eq(approvals.userId, userId), eq(approvals.proposedById, userId)))

/** Stops open changes that would give tokens more power. */
export const withdrawTokenApprovals = async (ctx: Context, tokenIds: number[]): Promise<void> =>
  withdrawApprovals(
    ctx,
    and(eq(approvals.kind, 'token_power'), inArray(approvals.subjectId, tokenIds))
  )
