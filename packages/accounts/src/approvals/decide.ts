import { and, asc, eq, type SQL } from 'drizzle-orm'
import { emit, notFound, type Context } from '@stoa/core'
import { lockAccount } from '../recovery/account-lock.ts'
import { approvals } from '../schema.ts'
import {
  isUndecided,
  waitingColumns,
  type ApprovalKindName,
  type WaitingApproval,
  type Approval
} from './approval.ts'
import { recordStep } from './record.ts'

/** Returns the open change of this kind for a subject. @throws Problem 404 */
export async function waitingApprovalOf(
  { db }: Context,
  kind: ApprovalKindName,
  subjectId: number
): Promise<Approval> {
  const ofSubject = and(eq(approvals.kind, kind), eq(approvals.subjectId, subjectId))
  const [change] = await db.select().from(approvals).where(and(isUndecided, ofSubject))
  if (!change) throw notFound()
  return change
}

/**
 * Locks an open change for its decision, and first the account it is about, as freezing does.
 * @throws Problem 404
 */
export async function lockChange(ctx: Context, id: number): Promise<WaitingApproval> {
  const isThis = eq(approvals.id, id)
  const { userId } = approvals
  const [found] = await ctx.db.select({ userId }).from(approvals).where(and(isUndecided, isThis))
  if (found?.userId) await lockAccount(ctx, found.userId)
  const [change] = found ? await lockOpen(ctx, isThis) : []
  if (!change) throw notFound()
  return change
}

/** Locks the open changes that `which` matches, in the order of their ids. */
export const lockOpen = ({ db }: Context, which: SQL | undefined): Promise<WaitingApproval[]> =>
  db
    .select(waitingColumns)
    .from(approvals)
    .where(and(isUndecided, which))
    .orderBy(asc(approvals.id))
    .for('update')

/** Ends the wait of a change, in the transaction of `ctx`. */
export async function decide(
  ctx: Context,
  change: Approval,
  outcome: NonNullable<Approval['outcome']>
): Promise<void> {
  const decidedById = outcome === 'unopposed' ? null : ctx.actor.id
  await ctx.db
    .update(approvals)
    .set({ outcome, decidedById, decidedAt: ctx.now })
    .where(eq(approvals.id, change.id))
  const handler = ctx.ports.approvalKinds[change.kind]
  await recordStep(ctx, change, outcome === 'stopped' ? 'stopped' : 'confirmed')
  if (outcome === 'stopped') await handler.drop(ctx, change)
  else await handler.apply(ctx, change)
  await emit(ctx, 'change.decided', { changeId: change.id })
}
