import { and, eq, gte, isNull, sql } from 'drizzle-orm'
import { forbidden, outranks, Problem, separately, write, type Context } from '@stoa/core'
import { checkHolds, findUser } from '@stoa/accounts'
import { countHolding, holding, type Reach, type ReversibleAct } from './reversible-acts.ts'
import { undoReversible } from './reversing-acts.ts'
import { sweeps } from './schema.ts'

const atOnce = 50

type Reversal = { since: string; after?: number }
/** `kept`: what the actor may not undo; `after`: where to go on while anything is left. */
export type Reversed = { undone: number; kept: number; left: number; after: number }

/**
 * Undoes what a moderator did since a time and what still holds, as `holding` knows it. Fifty at a time,
 * each for itself, the oldest first; called again it goes on, and what is undone already is no longer
 * there to be undone.
 * @throws Problem 404, 410; 403 `capability_missing`, or `role_not_below` for an equal or higher role
 */
export async function reverse(
  ctx: Context,
  username: string,
  { since, after = 0 }: Reversal
): Promise<Reversed> {
  checkHolds(ctx.actor, 'moderation')
  const moderator = await findUser(ctx, username)
  if (!outranks(ctx.actor, moderator.role)) throw forbidden('role_not_below')
  const reach = { actorId: moderator.id, since, after }
  const acts = await holding(ctx, reach, atOnce)
  const each = separately(ctx)
  const counts = { undone: 0, kept: 0, gone: 0 }
  for (const act of acts) counts[await attempt(each, reach, act)] += 1
  const last = acts.at(-1)?.id ?? after
  await endSweeps(each, moderator.id, since)
  const left = await countHolding(ctx, { ...reach, after: last })
  return { undone: counts.undone, kept: counts.kept, left, after: last }
}

/** Their posts are undone one by one; their links are held no more. */
const endSweeps = (ctx: Context, byId: number, since: string) =>
  write(ctx, async ({ db, now }) => {
    const theirs = and(eq(sweeps.byId, byId), gte(sweeps.createdAt, since))
    await db
      .update(sweeps)
      .set({ undoneAt: now })
      .where(and(theirs, isNull(sweeps.undoneAt)))
  })

/** `kept` where the actor may not, `gone` where somebody else was quicker: the others are undone all the same. */
async function attempt(ctx: Context, reach: Reach, act: ReversibleAct) {
  try {
    return await write(ctx, async (ctx) => {
      await lockReversal(ctx, reach.actorId)
      const [still] = await holding(ctx, { ...reach, only: act.id }, 1)
      if (!still) return 'gone'
      await undoReversible(ctx, still)
      return 'undone'
    })
  } catch (error) {
    if (error instanceof Problem) return 'kept'
    throw error
  }
}

/** Of two who undo what the same moderator did, one waits for the other. */
async function lockReversal({ db }: Context, actorId: number) {
  const lock = `moderation.reversal:${actorId}`
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`)
}
