import { and, asc, eq, inArray, or, type SQL } from 'drizzle-orm'
import { emit, notFound, Problem, transaction, type Context } from '@stoa/core'
import { attemptEach } from '@stoa/core/server'
import { findAccount } from '../account.ts'
import { authorize } from '../policy.ts'
import { lockAccount } from '../recovery/account-lock.ts'
import { pendingChanges, users } from '../schema.ts'
import { isDue, isUndecided, needsTwo, type ChangeKind, type PendingChange } from './change.ts'
import { recordStep } from './recording.ts'

/**
 * Confirms as a second admin a change that another admin proposed. It takes effect at once, or when
 * another admin confirms it too, if it needs two.
 * @throws Problem 404, 403 `second_admin_needed` or `two_admins_needed` for the proposer, for the
 * user who gains by it, and for an admin who confirmed it already
 */
export async function confirmChange(ctx: Context, id: number): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const change = await lockChange(ctx, id)
    authorize.confirmChange(ctx.actor, change)
    if (await isEnough(ctx, change)) await decide(ctx, change, 'confirmed')
    else await recordFirst(ctx, change)
  })
}

/** Whether one more confirmation is enough. A first one counts while its giver is an admin. */
async function isEnough(ctx: Context, { kind, firstConfirmedById }: PendingChange) {
  if (!needsTwo.includes(kind)) return true
  return firstConfirmedById !== null && (await isAdmin(ctx, firstConfirmedById))
}

async function recordFirst(ctx: Context, change: PendingChange) {
  await ctx.db
    .update(pendingChanges)
    .set({ firstConfirmedById: ctx.actor.id })
    .where(eq(pendingChanges.id, change.id))
  await recordStep(ctx, change, 'confirmed')
}

/**
 * Locks an open change for its decision, and first the account it is about, as freezing does.
 * @throws Problem 404
 */
async function lockChange(ctx: Context, id: number): Promise<PendingChange> {
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

/**
 * Applies changes that nobody stopped for a day, if their proposers still have the power. A
 * scheduled task calls it.
 * @throws AggregateError after all others are settled
 */
export async function settleChanges(ctx: Context): Promise<void> {
  const due = await ctx.db
    .select({ id: pendingChanges.id })
    .from(pendingChanges)
    .where(isDue(ctx.now))
    .orderBy(asc(pendingChanges.id))
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
  const [change] = await lockOpen(ctx, eq(pendingChanges.id, id))
  if (!change) return
  const applies = !impossible && (await isBacked(ctx, change))
  await decide(ctx, change, applies ? 'unopposed' : 'stopped')
}

/** Whether the proposer could still propose it. Id 0 is a command on the server. */
async function isBacked(
  ctx: Context,
  { kind, proposedById, userId }: PendingChange
): Promise<boolean> {
  if (proposedById === 0) return true
  const proposer = await findAccount(ctx, eq(users.id, proposedById))
  if (!proposer || proposer.suspendedUntil) return false
  // Members of the staff propose scopes of their own tokens.
  return (kind === 'token_power' && userId === proposedById) || proposer.role === 'admin'
}

async function isAdmin(ctx: Context, userId: number): Promise<boolean> {
  const account = await findAccount(ctx, eq(users.id, userId))
  return account?.role === 'admin' && !account.suspendedUntil && !account.factorLostAt
}

const lockOpen = ({ db }: Context, which: SQL | undefined): Promise<PendingChange[]> =>
  db
    .select()
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
