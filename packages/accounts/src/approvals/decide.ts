import { and, eq, inArray, or, sql, type SQL } from 'drizzle-orm'
import { emit, notFound, transaction, type ApprovalKindName, type Context } from '@stoa/core'
import { findAccount } from '../account/account.ts'
import { authorize } from '../policy.ts'
import { lockAccount } from '../recovery/account-lock.ts'
import { approvals, users } from '../schema.ts'
import { recordSecurityEvent } from '../security-log/record.ts'
import type { SecurityEventDetails } from '../security-log/schema.ts'
import {
  approvalsWhere,
  idInSubject,
  isWaiting,
  kindOf,
  waitsFor,
  type Approval,
  type WaitingApproval
} from './approval.ts'

/**
 * Approves as a second person the change that was read; it takes effect once enough have.
 * @throws Problem 404; 403 `second_person_needed` for who wrote any of it or gains by it, and for
 * who approved it already
 */
export async function approve(ctx: Context, id: number): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const approval = await lockOne(ctx, id)
    authorize.approve(ctx.actor, approval)
    const approvedBy = [...(await adminsAmong(ctx, approval.approvedBy)), ctx.actor.id]
    await ctx.db.update(approvals).set({ approvedBy }).where(eq(approvals.id, id))
    if (approvedBy.length >= approval.agreements) await decide(ctx, approval, 'approved')
    else await recordStep(ctx, approval, 'confirmed')
  })
}

/** An earlier agreement counts while its giver is an admin. */
async function adminsAmong(ctx: Context, userIds: readonly number[]): Promise<number[]> {
  const admins: number[] = []
  for (const id of userIds) {
    const account = await findAccount(ctx, eq(users.id, id))
    const isAdmin = account?.role === 'admin' && !account.suspendedUntil && !account.factorLostAt
    if (isAdmin) admins.push(id)
  }
  return admins
}

/**
 * Refuses a change, which then never takes effect.
 * @throws Problem 404; 403 for actors without a power over official posts; 422 as
 * `ports.safety.review`
 */
export async function refuse(ctx: Context, id: number, reason: string): Promise<void> {
  authorize.refuse(ctx.actor)
  await ctx.ports.safety.review(ctx, { path: 'reason', text: reason })
  await transaction(ctx, async (ctx) => decide(ctx, await lockOne(ctx, id), 'refused', { reason }))
}

/** Withdraws what the actor wrote or would gain by. @throws Problem 404, also for others */
export async function withdraw(ctx: Context, id: number): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const approval = await lockOne(ctx, id)
    authorize.withdraw(ctx.actor, approval)
    await decide(ctx, approval, 'withdrawn')
  })
}

/** Locks first the account that gains, as freezing does. @throws Problem 404 */
async function lockOne(ctx: Context, id: number): Promise<WaitingApproval> {
  const isIt = and(isWaiting, eq(approvals.id, id))
  const { gainsById } = approvals
  const [found] = await ctx.db.select({ gainsById }).from(approvals).where(isIt)
  if (found?.gainsById) await lockAccount(ctx, found.gainsById)
  const [approval] = await lockApprovals(ctx, isIt)
  if (!approval) throw notFound()
  return approval
}

/** Locks what waits of what `which` matches, in the order of the ids. */
export const lockApprovals = <K extends ApprovalKindName>(
  ctx: Context,
  which: SQL | undefined
): PromiseLike<WaitingApproval<K>[]> =>
  approvalsWhere(ctx, and(isWaiting, which)).for('update') as unknown as PromiseLike<
    WaitingApproval<K>[]
  >

/**
 * Withdraws all that waits of what `which` matches, but what `isKept` keeps, in the transaction of
 * `ctx`. It stays locked until that ends.
 */
export async function withdrawApprovals(
  ctx: Context,
  which: SQL | undefined,
  isKept: (approval: Approval) => boolean = () => false
): Promise<void> {
  for (const approval of await lockApprovals(ctx, which))
    if (!isKept(approval)) await decide(ctx, approval, 'withdrawn')
}

/** Withdraws what would give a user power, and what the user wrote. */
export const withdrawApprovalsBy = (ctx: Context, userId: number): Promise<void> => {
  const isWriter = sql`${approvals.writtenBy} @> array[${userId}::bigint]`
  return withdrawApprovals(ctx, or(eq(approvals.gainsById, userId), isWriter))
}

/** Withdraws what would give tokens more power. */
export const withdrawTokenApprovals = (ctx: Context, tokenIds: number[]): Promise<void> =>
  withdrawApprovals(ctx, and(waitsFor('token_power'), inArray(idInSubject('tokenId'), tokenIds)))

type Outcome = Exclude<Approval['state'], 'waiting'>

/** Ends the wait of a locked change, in the transaction of `ctx`. */
export async function decide(
  ctx: Context,
  approval: Approval,
  state: Outcome,
  { reason }: { reason?: string } = {}
): Promise<void> {
  const decidedById = state === 'unopposed' ? null : ctx.actor.id
  await ctx.db
    .update(approvals)
    .set({ state, reason, decidedById, decidedAt: ctx.now })
    .where(eq(approvals.id, approval.id))
  const kind = kindOf(ctx, approval)
  const applies = state === 'approved' || state === 'unopposed'
  await recordStep(ctx, approval, applies ? 'confirmed' : 'stopped')
  if (applies) await kind.apply(ctx, approval)
  else await kind.drop?.(ctx, approval)
  await emit(ctx, 'approval.decided', { approvalId: approval.id })
}

/** Records in the security log that a change was proposed, took effect or never will. */
export function recordStep(
  ctx: Context,
  approval: Pick<Approval, 'kind' | 'subject' | 'gainsById'>,
  step: 'proposed' | 'confirmed' | 'stopped'
): Promise<void> {
  const { subject, gainsById } = approval
  // The event names the account by itself.
  const { userId: _, ...details } = subject as SecurityEventDetails
  const recorded = { ...(gainsById && { subjectId: gainsById }), details }
  return recordSecurityEvent(ctx, `${kindOf(ctx, approval).event}${step}`, recorded)
}
