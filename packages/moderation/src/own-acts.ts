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
import { users } from '@stoa/accounts/tables'
import { visiblePosts, whereModerated } from '@stoa/threads'
import { posts, threads } from '@stoa/threads/tables'
import { undoableKinds } from './endpoints/queue-contract.ts'
import { actions, appeals, campaignPosts } from './schema.ts'

/** Milliseconds within which moderators can undo their own decisions. */
export const undoable = 10 * 60_000
/** A campaign has one act for each of its posts. */
const pageSize = 100

const later = alias(actions, 'later')
const earlier = alias(actions, 'earlier')

/** SQL: the reason of the reports if the post was auto-hidden when it was decided; else null. */
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

// A decision from before the post joined the campaign does not belong to it.
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
  /** A report reason, or why a thread was closed. */
  reason: actions.reason,
  reportsReason: reasonOfReports(db),
  threadId: threads.id,
  title: threads.title,
  number: posts.number
})

/** The actor's decisions of the last ten minutes that no newer one follows, the latest first. */
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

/** Later decisions about the same post, case or appeal. */
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
    // Other restorings are undos themselves.
    or(ne(actions.kind, 'restored'), isNotNull(reasonOfReports(ctx.db))),
    // A sweep is undone by its own verb.
    isNull(actions.sweepId),
    or(isNull(actions.postId), visiblePosts(ctx.actor)),
    or(isNull(threads.id), whereModerated(ctx) ?? sql`true`),
    notExists(laterOnes(ctx.db)),
    which
  )
