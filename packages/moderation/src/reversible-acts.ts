import {
  and,
  asc,
  count,
  eq,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  notExists,
  or,
  sql,
  type SQL
} from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Context } from '@stoa/core'
import { sanctions } from '@stoa/accounts/schema'
import { posts, threadMarks, threads } from '@stoa/threads/schema'
import { reasonOfReports } from './own-acts.ts'
import { actions, cases } from './schema.ts'

/** Whose acts, since when, behind which of them. */
export type Reach = { actorId: number; since: string; after: number }
export type ReversibleAct = Awaited<ReturnType<typeof holding>>[number]

/** What a moderator did and what still holds, the oldest first. */
export const holding = (ctx: Context, reach: Reach, limit: number) =>
  ctx.db
    .select({
      id: actions.id,
      kind: actions.kind,
      categoryId: actions.categoryId,
      postId: actions.postId,
      threadId: actions.threadId,
      userId: actions.userId,
      caseId: actions.caseId,
      refused: posts.refused,
      reportsReason: reasonOfReports(ctx.db),
      sanction: sanctions
    })
    .from(actions)
    .leftJoin(posts, eq(posts.id, actions.postId))
    .leftJoin(threads, eq(threads.id, actions.threadId))
    .leftJoin(sanctions, eq(sanctions.id, actions.sanctionId))
    .leftJoin(cases, eq(cases.id, actions.caseId))
    .where(stillHolds(ctx, reach))
    .orderBy(asc(actions.id))
    .limit(limit)

/** How many more there are. */
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

const stillHolds = (ctx: Context, { actorId, since, after }: Reach): SQL | undefined =>
  and(
    eq(actions.actorId, actorId),
    gte(actions.createdAt, since),
    gt(actions.id, after),
    or(ofPosts(ctx), ofThreads(ctx, actorId), decidedCase(actorId), imposed(ctx))
  )

const later = alias(actions, 'later')

const newest = ({ db }: Context, about: SQL, kinds: (typeof actions.$inferSelect)['kind'][]) =>
  notExists(
    db
      .select({ id: later.id })
      .from(later)
      .where(and(about, inArray(later.kind, kinds), gt(later.id, actions.id)))
  )

function ofPosts(ctx: Context) {
  const post = eq(later.postId, actions.postId)
  const shown = and(eq(posts.state, 'visible'), newest(ctx, post, ['hidden', 'restored', 'held']))
  const hidden = and(eq(actions.kind, 'hidden'), eq(posts.state, 'hidden'))
  return or(
    and(hidden, newest(ctx, post, ['hidden'])),
    and(eq(actions.kind, 'approved'), shown),
    // What only reports had hidden, and a moderator showed.
    and(eq(actions.kind, 'restored'), isNotNull(reasonOfReports(ctx.db)), shown)
  )
}

function ofThreads(ctx: Context, actorId: number) {
  const thread = eq(later.threadId, actions.threadId)
  const elsewhere = sql`${threads.categoryId} <> ${actions.categoryId} and ${threads.mergedInto} is null`
  const pinned = sql`exists (select from ${threadMarks}
    where ${threadMarks.threadId} = ${threads.id} and ${threadMarks.kind} = 'pin')`
  return or(
    and(eq(actions.kind, 'closed'), eq(threads.closedById, actorId)),
    and(eq(actions.kind, 'moved'), elsewhere, newest(ctx, thread, ['moved'])),
    and(eq(actions.kind, 'pinned'), pinned, newest(ctx, thread, ['pinned']))
  )
}

const decidedCase = (actorId: number) =>
  and(
    inArray(actions.kind, ['report_dismissed', 'report_upheld']),
    isNotNull(cases.resolvedAt),
    eq(cases.resolvedById, actorId)
  )

const imposed = ({ now }: Context) =>
  and(
    inArray(actions.kind, ['warned', 'silenced', 'suspended']),
    isNull(sanctions.liftedAt),
    sql`(${sanctions.until} is null or ${sanctions.until} > ${now})`
  )
