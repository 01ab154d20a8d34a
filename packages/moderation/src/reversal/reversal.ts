import { and, asc, eq, gte, isNull, sql } from 'drizzle-orm'
import { emit, Problem, withoutIdempotencyKey, transaction, type Context } from '@stoa/core'
import { findUser, lockSanctioned } from '@stoa/accounts'
import { countHolding, newestHolding, type Reach } from './reversible-acts.ts'
import { undoReversible } from './reversing-acts.ts'
import { releaseLinks } from '@stoa/safety'
import { sweeps } from '../schema.ts'
import { authorize } from '../policy.ts'

const batchSize = 50

type Reversal = { since: string; before?: number }
/** `kept`: acts that the actor may not undo; `before`: cursor for the next batch. */
export type Reversed = { undone: number; kept: number; left: number; before: number | null }

/**
 * Undoes a moderator's acts since a time that still apply (see `newestHolding`), fifty per call,
 * each in its own transaction. The newest is undone first, so that each finds the state it left: a
 * thread that was moved and then merged is unmerged before it is moved back. Repeat with `before`
 * to go on.
 * @throws Problem 404, 410; 403 `capability_missing`, or `role_not_below` for an equal or higher
 * role
 */
export async function reverse(
  ctx: Context,
  username: string,
  { since, before }: Reversal
): Promise<Reversed> {
  const moderator = await findUser(ctx, username)
  authorize.reverse(ctx.actor, moderator)
  const each = withoutIdempotencyKey(ctx)
  const whose = { actorId: moderator.id, since }
  const { undone, kept, last } = await undoNewest(each, { ...whose, before })
  await endSweeps(each, moderator.id, since)
  const left = await countHolding(ctx, { ...whose, before: last })
  return { undone, kept, left, before: last ?? null }
}

/** `last`: id of the act reached. */
async function undoNewest(ctx: Context, reach: Reach) {
  const counts = { undone: 0, kept: 0, gone: 0 }
  let last = reach.before
  for (let turn = 0; turn < batchSize; turn++) {
    // Undoing an act may make an older one undoable, so the next one is queried after it.
    const act = await newestHolding(ctx, { ...reach, before: last })
    if (!act) break
    counts[await attempt(ctx, reach, act.id)] += 1
    last = act.id
  }
  return { ...counts, last }
}

/** Ends the moderator's sweeps, which releases their links; the posts are undone one by one. */
const endSweeps = (ctx: Context, byId: number, since: string) =>
  transaction(ctx, async (ctx) => {
    const theirs = and(
      ...[eq(sweeps.byId, byId), gte(sweeps.createdAt, since), isNull(sweeps.undoneAt)]
    )
    // A sweep that goes on meanwhile would quarantine addresses that nobody releases.
    const swept = ctx.db.selectDistinct({ id: sweeps.userId }).from(sweeps).where(theirs)
    for (const { id } of await swept.orderBy(asc(sweeps.userId))) await lockSanctioned(ctx, id)
    const ended = await ctx.db
      .update(sweeps)
      .set({ undoneAt: ctx.now })
      .where(theirs)
      .returning({ id: sweeps.id })
    if (ended.length === 0) return
    await releaseLinks(
      ctx,
      ended.map(({ id }) => id)
    )
    await emit(ctx, 'quarantine.eased', {})
  })

/**
 * Returns `kept` if the actor may not undo the act, `gone` if somebody else did; neither stops the
 * rest.
 */
async function attempt(ctx: Context, reach: Reach, id: number) {
  try {
    return await transaction(ctx, async (ctx) => {
      await lockReversal(ctx, reach.actorId)
      const still = await newestHolding(ctx, { ...reach, only: id })
      if (!still) return 'gone'
      await undoReversible(ctx, still)
      return 'undone'
    })
  } catch (error) {
    if (error instanceof Problem) return 'kept'
    throw error
  }
}

/** Serializes reversals of one moderator's acts. */
async function lockReversal({ db }: Context, actorId: number) {
  const lock = `moderation.reversal:${actorId}`
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`)
}
