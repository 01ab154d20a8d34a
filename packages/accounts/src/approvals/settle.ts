import { and, eq, lte } from 'drizzle-orm'
import { Problem, transaction, type Context } from '@stoa/core'
import { attemptEach } from '@stoa/core/server'
import { findAccount } from '../account/account.ts'
import { approvals, users } from '../schema.ts'
import { isWaiting, type Approval } from './approval.ts'
import { decide, lockApprovals } from './decide.ts'

/**
 * Applies changes that nobody refused in time, if their authors still have the power. A scheduled
 * task calls it.
 * @throws AggregateError after all others are settled
 */
export async function settleApprovals(ctx: Context): Promise<void> {
  const due = await ctx.db
    .select({ id: approvals.id })
    .from(approvals)
    .where(and(isWaiting, lte(approvals.appliesAt, ctx.now)))
    .orderBy(approvals.id)
  await attemptEach(due, ({ id }) => settleOrEnd(ctx, id))
}

/** A change that became impossible while it waited ends too, instead of failing every minute. */
async function settleOrEnd(ctx: Context, id: number) {
  try {
    await transaction(ctx, (ctx) => settle(ctx, id))
  } catch (error) {
    if (!(error instanceof Problem && error.status === 409)) throw error
    await transaction(ctx, (ctx) => settle(ctx, id, { impossible: true }))
  }
}

async function settle(ctx: Context, id: number, { impossible = false } = {}) {
  const [approval] = await lockApprovals(ctx, eq(approvals.id, id))
  if (!approval) return
  const applies = !impossible && (await isBacked(ctx, approval))
  await decide(ctx, approval, applies ? 'unopposed' : 'withdrawn')
}

/** Whether its proposer could still propose it. Id 0 is a command on the server. */
async function isBacked(ctx: Context, { kind, writtenBy, gainsById }: Approval): Promise<boolean> {
  const [proposerId = 0] = writtenBy
  if (proposerId === 0) return true
  const proposer = await findAccount(ctx, eq(users.id, proposerId))
  if (!proposer || proposer.suspendedUntil) return false
  // Members of the staff propose scopes of their own tokens.
  return (kind === 'token_power' && gainsById === proposerId) || proposer.role === 'admin'
}
