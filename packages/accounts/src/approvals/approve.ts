import { eq } from 'drizzle-orm'
import { transaction, type Context } from '@stoa/core'
import { findAccount } from '../account/account.ts'
import { authorize } from '../policy.ts'
import { approvals, users } from '../schema.ts'
import type { Approval } from './approval.ts'
import { decide, lockChange } from './decide.ts'
import { recordStep } from './record.ts'

/**
 * Confirms as a second admin a change that another admin proposed. It takes effect at once, or when
 * another admin confirms it too, if it needs two.
 * @throws Problem 404, 403 `second_person_needed` for the proposer, for the
 * user who gains by it, and for an admin who confirmed it already
 */
export async function approve(ctx: Context, id: number): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const change = await lockChange(ctx, id)
    authorize.approve(ctx.actor, change)
    if (await isEnough(ctx, change)) await decide(ctx, change, 'confirmed')
    else await recordFirst(ctx, change)
  })
}

/** Whether one more confirmation is enough. A first one counts while its giver is an admin. */
async function isEnough(ctx: Context, { kind, firstConfirmedById }: Approval) {
  if (ctx.ports.approvalKinds[kind].agreements !== 2) return true
  return firstConfirmedById !== null && (await isAdmin(ctx, firstConfirmedById))
}

async function recordFirst(ctx: Context, change: Approval) {
  await ctx.db
    .update(approvals)
    .set({ firstConfirmedById: ctx.actor.id })
    .where(eq(approvals.id, change.id))
  await recordStep(ctx, change, 'confirmed')
}

async function isAdmin(ctx: Context, userId: number): Promise<boolean> {
  const account = await findAccount(ctx, eq(users.id, userId))
  return account?.role === 'admin' && !account.suspendedUntil && !account.factorLostAt
}
