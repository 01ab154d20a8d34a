import { and, asc, eq, type SQL } from 'drizzle-orm'
import { emit, notFound, type Context } from '@stoa/core'
import { lockAccount } from '../recovery/account-lock.ts'
import { pendingChanges } from '../schema.ts'
import {
  isUndecided,
  openChangeColumns,
  type ChangeKind,
  type OpenChange,
  type PendingChange
} from './change.ts'
import { recordStep } from './recording.ts'

/** Returns the open change of this kind for a subject. @throws Problem 404 */
export async function openChangeOf(
  { db }: Context,
  kind: ChangeKind,
  subjectId: number
): Promise<PendingChange> {
  const ofSubject = and(eq(pendingChanges.kind, kind), eq(pendingChanges.subjectId, subjectId))
  const [change] = await db.select().from(pendingChanges).where(and(isUndecided, ofSubject))
  if (!change) throw notFound()
  return change
}

/**
 * Locks an open change for its decision, and first the account it is about, as freezing does.
 * @throws Problem 404
 */
export async function lockChange(ctx: Context, id: number): Promise<OpenChange> {
  const isThis = eq(pendingChanges.id, id)
  const { userId } = pendingChanges
  const [found] = await ctx.db
    .select({ userId })
    .from(pendingChanges)
    .where(and(isUndecided, isThis))
  if (found?.userId) await lockAccount(ctx, found.userId)
  const [change] = found ? await lockOpen(ctx, isThis) : []
  if (!change) throw notFound()
  return change
}

/** Locks the open changes that `which` matches, in the order of their ids. */
export const lockOpen = ({ db }: Context, which: SQL | undefined): Promise<OpenChange[]> =>
  db
    .select(openChangeColumns)
    .from(pendingChanges)
    .where(and(isUndecided, which))
    .orderBy(asc(pendingChanges.id))
    .for('update')

/** Ends the wait of a change, in the transaction of `ctx`. */
export async function decide(
  ctx: Context,
  change: PendingChange,
  outcome: NonNullable<PendingChange['outcome']>
): Promise<void> {
  const decidedById = outcome === 'unopposed' ? null : ctx.actor.id
  await ctx.db
    .update(pendingChanges)
    .set({ outcome, decidedById, decidedAt: ctx.now })
    .where(eq(pendingChanges.id, change.id))
  const handler = ctx.ports.changeHandlers[change.kind]
  await recordStep(ctx, change, outcome === 'stopped' ? 'stopped' : 'confirmed')
  if (outcome === 'stopped') await handler.drop(ctx, change)
  else await handler.apply(ctx, change)
  await emit(ctx, 'change.decided', { changeId: change.id })
}
