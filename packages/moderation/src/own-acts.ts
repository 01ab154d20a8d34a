import {
  and,
  desc,
  eq,
  gt,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  ne,
  notExists,
  or,
  sql,
  type SQL
} from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { after, type Context } from '@stoa/core'
import { users } from '@stoa/accounts/schema'
import { visiblePosts } from '@stoa/threads'
import { posts, threads } from '@stoa/threads/schema'
import { whereModerated } from './columns.ts'
import { undoableKinds } from './contract.ts'
import { actions, appeals, campaignPosts } from './schema.ts'

/** For so long a decision can be taken back by whoever made it. */
export const undoable = 10 * 60_000
/** A wave is as many acts as it has posts. */
const pageSize = 100

const later = alias(actions, 'later')
const earlier = alias(actions, 'earlier')

/** Of a post that reports had hidden when it was decided about; else null. */
export const reasonOfReports = (db: Context['db']) => {
  const before = db
    .select({
      reason: sql`case when ${earlier.kind} = 'auto_hidden' then ${earlier.reason} end`
    })
    .from(earlier)
    .where(and(eq(earlier.postId, actions.postId), lt(earlier.id, actions.id), hides))
    .orderBy(desc(earlier.id))
    .limit(1)
  return sql<string | null>`${before}`
}
const hides = inArray(earlier.kind, ['auto_hidden', 'hidden', 'restored'])

// What was decided before is no decision on the wave.
const wasOfCampaign = lte(campaignPosts.addedAt, actions.createdAt)

const actColumns = (db: Context['db']) => ({
  id: actions.id,
  kind: sql<(typeof undoableKinds)[number]>`${actions.kind}`,
  createdAt: actions.createdAt,
  postId: actions.postId,
  caseId: actions.caseId,
  campaignId: campaignPosts.campaignId,
  appealId: appeals.id,
  appealedId: actions.appealedId,
  sanctionId: actions.sanctionId,
  categoryId: actions.categoryId,
  actedThreadId: actions.threadId,
  userId: actions.userId,
  username: users.username,
  refused: posts.refused,
  /** Of the list, or why a thread was closed. */
  reason: actions.reason,
  reportsReason: reasonOfReports(db),
  threadId: threads.id,
  title: threads.title,
  number: posts.number
})

/** What the actor decided in the last ten minutes, what nothing newer followed, the latest first. */
export const ownActs = (ctx: Context, which?: SQL, limit = pageSize) =>
  ctx.db
    .select(actColumns(ctx.db))
    .from(actions)
    .innerJoin(users, eq(users.id, actions.userId))
    .leftJoin(posts, eq(posts.id, actions.postId))
    .leftJoin(threads, eq(threads.id, sql`coalesce(${posts.threadId}, ${actions.threadId})`))
    .leftJoin(appeals, eq(appeals.actionId, actions.appealedId))
    .leftJoin(campaignPosts, and(eq(campaignPosts.postId, actions.postId), wasOfCampaign))
    .where(takeable(ctx, which))
    .orderBy(desc(actions.id))
    .limit(limit)

/** Whatever was decided after it about the same post, case or appeal. */
const laterOnes = (db: Context['db']) =>
  db
    .select({ id: later.id })
    .from(later)
    .where(
      and(
        gt(later.id, actions.id),
        or(
          eq(later.postId, actions.postId),
          eq(later.caseId, actions.caseId),
          eq(later.appealedId, actions.appealedId)
        )
      )
    )

const takeable = (ctx: Context, which?: SQL): SQL | undefined =>
  and(
    eq(actions.actorId, ctx.actor.id),
    gt(actions.createdAt, after(ctx.now, -undoable)),
    inArray(actions.kind, [...undoableKinds]),
    // Any other restoring takes something back itself.
    or(ne(actions.kind, 'restored'), isNotNull(reasonOfReports(ctx.db))),
    // A sweep is undone as one.
    isNull(actions.sweepId),
    or(isNull(actions.postId), visiblePosts(ctx.actor)),
    or(isNull(threads.id), whereModerated(ctx) ?? sql`true`),
    notExists(laterOnes(ctx.db)),
    which
  )
