import {
  and,
  asc,
  count,
  eq,
  gt,
  gte,
  inArray,
  isNull,
  notExists,
  or,
  sql,
  type SQL
} from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { forbidden, outranks, Problem, separately, type Context } from '@stoa/core'
import { checkHolds, findUser } from '@stoa/accounts'
import { sanctions } from '@stoa/accounts/schema'
import { reopenThread, restorePost } from '@stoa/threads'
import { posts, threads } from '@stoa/threads/schema'
import { actions } from './schema.ts'
import { lift } from './sanctioning.ts'

const atOnce = 50

type Reversal = { since: string; after?: number }
/** `kept`: what the actor may not undo; `after`: where to go on while anything is left. */
export type Reversed = { undone: number; kept: number; left: number; after: number }

/**
 * Undoes what a moderator did since a time and what still holds: hidden posts, closed threads,
 * sanctions. Fifty at a time, each for itself, the oldest first; called again it goes on, and what is
 * undone already is no longer there to be undone.
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
  const acts = await holding(ctx, moderator.id, since, after)
  let undone = 0
  const each = separately(ctx)
  for (const act of acts) if (await undo(each, act)) undone += 1
  const last = acts.at(-1)?.id ?? after
  const left = await countHolding(ctx, moderator.id, since, last)
  return { undone, kept: acts.length - undone, left, after: last }
}

type Act = Awaited<ReturnType<typeof holding>>[number]

const holding = (ctx: Context, actorId: number, since: string, after: number) =>
  ctx.db
    .select({
      id: actions.id,
      kind: actions.kind,
      postId: actions.postId,
      threadId: actions.threadId,
      refused: posts.refused,
      sanction: sanctions
    })
    .from(actions)
    .leftJoin(posts, eq(posts.id, actions.postId))
    .leftJoin(threads, eq(threads.id, actions.threadId))
    .leftJoin(sanctions, eq(sanctions.id, actions.sanctionId))
    .where(stillHolds(ctx, actorId, since, after))
    .orderBy(asc(actions.id))
    .limit(atOnce)

async function countHolding(ctx: Context, actorId: number, since: string, after: number) {
  const [row] = await ctx.db
    .select({ count: count() })
    .from(actions)
    .leftJoin(posts, eq(posts.id, actions.postId))
    .leftJoin(threads, eq(threads.id, actions.threadId))
    .leftJoin(sanctions, eq(sanctions.id, actions.sanctionId))
    .where(stillHolds(ctx, actorId, since, after))
  return row?.count ?? 0
}

const later = alias(actions, 'later')

function stillHolds(ctx: Context, actorId: number, since: string, after: number): SQL | undefined {
  const again = ctx.db
    .select({ id: later.id })
    .from(later)
    .where(
      and(eq(later.postId, actions.postId), eq(later.kind, 'hidden'), gt(later.id, actions.id))
    )
  const hidden = and(eq(actions.kind, 'hidden'), eq(posts.state, 'hidden'), notExists(again))
  const closed = and(eq(actions.kind, 'closed'), eq(threads.closedById, actorId))
  const running = sql`(${sanctions.until} is null or ${sanctions.until} > ${ctx.now})`
  const imposed = inArray(actions.kind, ['warned', 'silenced', 'suspended'])
  const sanctioned = and(imposed, isNull(sanctions.liftedAt), running)
  return and(
    eq(actions.actorId, actorId),
    gte(actions.createdAt, since),
    gt(actions.id, after),
    or(hidden, closed, sanctioned)
  )
}

/** False where the actor may not, or somebody else was quicker: the others are undone all the same. */
async function undo(ctx: Context, { kind, postId, threadId, refused, sanction }: Act) {
  try {
    if (kind === 'hidden' && postId) await restorePost(ctx, postId, refused ? 'held' : 'visible')
    else if (kind === 'closed' && threadId) await reopenThread(ctx, threadId)
    else if (sanction) await lift(ctx, sanction)
    return true
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
}
