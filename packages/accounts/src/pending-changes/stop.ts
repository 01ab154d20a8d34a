import { and, eq, inArray, or, type SQL } from 'drizzle-orm'
import { transaction, type Context } from '@stoa/core'
import { authorize } from '../policy.ts'
import { pendingChanges } from '../schema.ts'
import type { ChangeKind, PendingChange } from './change.ts'
import { decide, lockChange, lockOpen } from './decide.ts'

/**
 * Stops a pending change, which then never takes effect.
 * @throws Problem 404, 403 for actors without a power over official posts
 */
export async function stopChange(ctx: Context, id: number): Promise<void> {
  authorize.stopChange(ctx.actor)
  await transaction(ctx, async (ctx) => {
    await decide(ctx, await lockChange(ctx, id), 'stopped')
  })
}

/**
 * Stops every open change that `which` matches, but those that `isKept` keeps, in the transaction of
 * `ctx`. All of them stay locked until it ends.
 */
export async function stopChanges(
  ctx: Context,
  which: SQL | undefined,
  isKept: (change: PendingChange) => boolean = () => false
): Promise<void> {
  for (const change of await lockOpen(ctx, which))
    if (!isKept(change)) await decide(ctx, change, 'stopped')
}

/** Stops the open changes of a kind for a subject, in the transaction of `ctx`. */
export const stopChangesOf = (ctx: Context, kind: ChangeKind, subjectId: number): Promise<void> =>
  stopChanges(ctx, and(eq(pendingChanges.kind, kind), eq(pendingChanges.subjectId, subjectId)))

/** Stops open changes that would give a user power, and those the user proposed. */
export const stopChangesBy = (ctx: Context, userId: number): Promise<void> =>
  stopChanges(ctx, or(eq(pendingChanges.userId, userId), eq(pendingChanges.proposedById, userId)))

/** Stops open changes that would give tokens more power. */
export const stopTokenChanges = async (ctx: Context, tokenIds: number[]): Promise<void> =>
  stopChanges(
    ctx,
    and(eq(pendingChanges.kind, 'token_power'), inArray(pendingChanges.subjectId, tokenIds))
  )
