import { asc, eq } from 'drizzle-orm'
import { Problem, transaction, type Context } from '@stoa/core'
import { attemptEach } from '@stoa/core/server'
import { findAccount } from '../account/account.ts'
import { approvals, users } from '../schema.ts'
import { isDue, type Approval } from './approval.ts'
import { decide, lockOpen } from './decide.ts'

/**
 * Applies changes that nobody stopped for a day, if their proposers still have the power. A
 * scheduled task calls it.
 * @throws AggregateError after all others are settled
 */
export async function settleApprovals(ctx: Context): Promise<void> {
  const due = await ctx.db
    .select({ id: approvals.id })
    .from(approvals)
    .where(isDue(ctx))
    .orderBy(asc(approvals.id))
  await attemptEach(due, ({ id }) => settleOrStop(ctx, id))
}

/** A change that became impossible while it waited ends too, instead of failing every minute. */
async function settleOrStop(ctx: Context, id: number) {
  try {
    await transaction(ctx, (ctx) => settle(ctx, id))
  } catch (error) {
    if (!(error instanceof Problem && error.status === 409)) throw error
    await transaction(ctx, (ctx) => settle(ctx, id, { impossible: true }))
  }
}

async function settle(ctx: Context, id: number, { impossible = false } = {}) {
  const [change] = await lockOpen(ctx, eq(approvals.id, id))
  if (!change) return
  const applies = !impossible && (await isBacked(ctx, change))
  await decide(ctx, change, applies ? 'unopposed' : 'stopped')
}

/** Whether the proposer could still propose it. Id 0 is a command on the server. */
async function isBacked(ctx: Context, { kind, proposedById, userId }: Approval): Promise<boolean> {
  if (proposedById === 0) return true
  const proposer = await findAccount(ctx, eq(users.id, proposedById))
  if (!proposer || proposer.suspendedUntil) return false
  // Members of the staff propose scopes of their own tokens.
  return (kind === 'token_power' && userId === proposedById) || proposer.role === 'admin'
}
