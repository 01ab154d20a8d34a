import { and, count, desc, eq, gte, lt, or, type SQL } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { sanctions } from '@stoa/accounts/tables'
import { posts, threads } from '@stoa/threads/tables'
import { formerState, formerClosing, formerHome, formerValue } from './former-states.ts'
import { actions, cases } from '../schema.ts'
import { ofDecisions, ofPosts, ofThreads, ofValues } from './still-holding.ts'

/** Whose acts since when, optionally before an id, or only one act. */
export type Reach = { actorId: number; since: string; before?: number; only?: number }
export type ReversibleAct = NonNullable<Awaited<ReturnType<typeof newestHolding>>>

/**
 * Returns the newest act of a moderator that still applies: on posts (hidden, approved, restored,
 * outdated), decisions (reports, edits, appeals), threads (closed, reopened, moved, pinned, merged,
 * split, title, tags, slow mode) and sanctions (given, lifted). Several changes of one value count
 * as the last one, with the value before the first (`was`, `home`, `closing`, `before`).
 */
export async function newestHolding(ctx: Context, reach: Reach) {
  const [act] = await ctx.db
    .select(actColumns(reach))
    .from(actions)
    .leftJoin(posts, eq(posts.id, actions.postId))
    .leftJoin(threads, eq(threads.id, actions.threadId))
    .leftJoin(sanctions, eq(sanctions.id, actions.sanctionId))
    .leftJoin(cases, eq(cases.id, actions.caseId))
    .where(stillHolds(ctx, reach))
    .orderBy(desc(actions.id))
    .limit(1)
  return act
}

const actColumns = (reach: Reach) => ({
  id: actions.id,
  kind: actions.kind,
  actorId: actions.actorId,
  createdAt: actions.createdAt,
  categoryId: actions.categoryId,
  postId: actions.postId,
  threadId: actions.threadId,
  fromThreadId: actions.fromThreadId,
  userId: actions.userId,
  caseId: actions.caseId,
  appealedId: actions.appealedId,
  postState: posts.state,
  was: formerState(reach),
  before: formerValue(reach),
  home: formerHome(reach),
  closing: formerClosing(reach),
  sanction: sanctions
})

export async function countHolding(ctx: Context, reach: Reach): Promise<number> {
  const [row] = await ctx.db
    .select({ count: count() })
    .from(actions)
    .leftJoin(posts, eq(posts.id, actions.postId))
    .leftJoin(threads, eq(threads.id, actions.threadId))
    .leftJoin(sanctions, eq(sanctions.id, actions.sanctionId))
    .leftJoin(cases, eq(cases.id, actions.caseId))
    .where(stillHolds(ctx, reach))
  return row?.count ?? 0
}

const stillHolds = (ctx: Context, reach: Reach): SQL | undefined =>
  and(
    eq(actions.actorId, reach.actorId),
    gte(actions.createdAt, reach.since),
    reach.before === undefined ? undefined : lt(actions.id, reach.before),
    reach.only === undefined ? undefined : eq(actions.id, reach.only),
    or(ofPosts(ctx, reach), ofThreads(ctx, reach), ofValues(ctx, reach), ofDecisions(ctx, reach))
  )
