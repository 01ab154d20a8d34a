import { and, eq, gte, isNull } from 'drizzle-orm'
import { forbidden, outranks, Problem, separately, write, type Context } from '@stoa/core'
import { checkHolds, findUser } from '@stoa/accounts'
import {
  changeThread,
  holdAgain,
  leaveHiddenForNow,
  reopenThread,
  restorePost,
  unpinThread
} from '@stoa/threads'
import { countHolding, holding, type ReversibleAct } from './reversible-acts.ts'
import { lift } from './sanctioning.ts'
import { sweeps } from './schema.ts'
import { reopen } from './undoing.ts'

const atOnce = 50

type Reversal = { since: string; after?: number }
/** `kept`: what the actor may not undo; `after`: where to go on while anything is left. */
export type Reversed = { undone: number; kept: number; left: number; after: number }

/**
 * Undoes what a moderator did since a time and what still holds: posts hidden, let out or shown again,
 * decided reports, threads closed, moved or pinned, sanctions, and the links that sweeps held. Fifty at
 * a time, each for itself, the oldest first; called again it goes on, and what is undone already is no
 * longer there to be undone.
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
  let undone = 0
  for (const act of acts) if (await attempt(each, act)) undone += 1
  const last = acts.at(-1)?.id ?? after
  await endSweeps(each, moderator.id, since)
  const left = await countHolding(ctx, { ...reach, after: last })
  return { undone, kept: acts.length - undone, left, after: last }
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

/** False where the actor may not, or somebody else was quicker: the others are undone all the same. */
async function attempt(ctx: Context, act: ReversibleAct) {
  try {
    await undo(ctx, act)
    return true
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
}

async function undo(ctx: Context, act: ReversibleAct) {
  const { kind, postId, threadId, categoryId, sanction } = act
  if (sanction) return lift(ctx, sanction)
  if (kind === 'report_dismissed' || kind === 'report_upheld') return reopen(ctx, act)
  if (postId) return undoOnPost(ctx, postId, act)
  if (!threadId) return
  if (kind === 'closed') return reopenThread(ctx, threadId)
  if (kind === 'pinned') return unpinThread(ctx, threadId)
  if (categoryId) await changeThread(ctx, threadId, { categoryId })
}

function undoOnPost(ctx: Context, postId: number, { kind, refused, reportsReason }: ReversibleAct) {
  if (kind === 'approved') return holdAgain(ctx, postId)
  if (kind === 'restored' && reportsReason) return leaveHiddenForNow(ctx, postId, reportsReason)
  return restorePost(ctx, postId, refused ? 'held' : 'visible')
}
