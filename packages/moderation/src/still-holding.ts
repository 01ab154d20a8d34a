import { and, eq, gt, inArray, isNotNull, isNull, notExists, or, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Context } from '@stoa/core'
import { sanctions } from '@stoa/accounts/schema'
import { heldEdits, postMoves, posts, threadMarks, threads } from '@stoa/threads/schema'
import { isChanged } from './former-states.ts'
import { formerHome, formerValue } from './former-values.ts'
import { actions, appeals, cases } from './schema.ts'

// Conditions over `actions` joined with the post, thread, sanction and case of each.

type Kind = (typeof actions.$inferSelect)['kind']
type Reach = { actorId: number; since: string }

const later = alias(actions, 'later')

const newest = ({ db }: Context, about: SQL, kinds: Kind[]) =>
  notExists(
    db
      .select({ id: later.id })
      .from(later)
      .where(and(about, inArray(later.kind, kinds), gt(later.id, actions.id)))
  )

export function ofPosts(ctx: Context, reach: Reach) {
  const post = eq(later.postId, actions.postId)
  const states: Kind[] = ['hidden', 'hidden_for_now', 'restored', 'approved']
  const outdated = and(eq(actions.kind, 'outdated'), eq(posts.outdatedById, actions.actorId))
  return or(
    and(inArray(actions.kind, states), newest(ctx, post, states), isChanged(reach)),
    and(outdated, newest(ctx, post, ['outdated', 'current']))
  )
}

export function ofThreads(ctx: Context, reach: Reach) {
  const thread = eq(later.threadId, actions.threadId)
  const home = formerHome(reach)
  const elsewhere = sql`${threads.categoryId} <> (${home} ->> 'categoryId')::bigint
    and ${threads.mergedInto} is null`
  const pinned = sql`exists (select from ${threadMarks}
    where ${threadMarks.threadId} = ${threads.id} and ${threadMarks.kind} = 'pin')`
  const merged = sql`exists (select from threads source where source.id = ${actions.fromThreadId}
    and source.state = 'merged' and source.merged_into = ${actions.threadId})`
  // Taken back and done again, it is the later act that holds.
  const left = sql`exists (select from ${postMoves}
    where ${postMoves.fromThreadId} = ${actions.fromThreadId} and ${postMoves.movedAt} = ${actions.createdAt})`
  return or(
    and(eq(actions.kind, 'closed'), eq(threads.closedById, reach.actorId)),
    and(eq(actions.kind, 'reopened'), isNull(threads.closedAt), wasClosed(reach)),
    and(eq(actions.kind, 'moved'), elsewhere, newest(ctx, thread, ['moved'])),
    and(eq(actions.kind, 'pinned'), pinned, newest(ctx, thread, ['pinned'])),
    and(eq(actions.kind, 'merged'), merged, left),
    and(eq(actions.kind, 'split'), eq(threads.state, 'visible'), left)
  )
}

/**
 * Whether somebody else, or they before that time, had closed the thread that they opened, and nobody has
 * closed or opened it since.
 */
const wasClosed = ({ actorId, since }: Reach) => sql`(
  select other.kind = 'closed' and (other.actor_id <> ${actorId} or other.created_at < ${since}::timestamptz)
  from moderation_actions other where other.thread_id = ${actions.threadId}
    and other.kind in ('closed', 'reopened') and other.id <> ${actions.id}
  order by other.id > ${actions.id} desc, other.id desc limit 1)`

/** Title, tags and pace. */
export function ofValues(ctx: Context, reach: Reach) {
  const thread = eq(later.threadId, actions.threadId)
  const former = formerValue(reach)
  const slow = sql`coalesce(${threads.slowSeconds}::text, '')`
  return or(
    and(
      ...[eq(actions.kind, 'retitled'), newest(ctx, thread, ['retitled'])],
      sql`${former} <> ${threads.title}`
    ),
    and(
      ...[eq(actions.kind, 'retagged'), newest(ctx, thread, ['retagged'])],
      sql`${former} <> array_to_string(${threads.tags}, ' ')`
    ),
    and(
      inArray(actions.kind, ['slowed', 'unslowed']),
      newest(ctx, thread, ['slowed', 'unslowed']),
      sql`${former} <> ${slow}`
    )
  )
}

/** Reports, edits and appeals that they decided, and sanctions. */
export function ofDecisions({ db, now }: Context, { actorId, since }: Reach) {
  const edit = and(eq(heldEdits.postId, actions.postId), eq(heldEdits.decidedAt, actions.createdAt))
  const appeal = and(
    ...[eq(appeals.actionId, actions.appealedId), eq(appeals.decidedById, actorId)],
    eq(appeals.decidedAt, actions.createdAt)
  )
  const isOpen = sql`(${sanctions.until} is null or ${sanctions.until} > ${now})`
  return or(
    and(
      inArray(actions.kind, ['report_dismissed', 'report_upheld']),
      ...[isNotNull(cases.resolvedAt), eq(cases.resolvedById, actorId)]
    ),
    and(
      inArray(actions.kind, ['warned', 'silenced', 'suspended']),
      ...[isNull(sanctions.liftedAt), isOpen]
    ),
    and(
      ...[eq(actions.kind, 'lifted'), isNotNull(sanctions.liftedAt), isOpen],
      eq(sanctions.liftedAt, actions.createdAt),
      sql`(${sanctions.byId} <> ${actorId} or ${sanctions.createdAt} < ${since}::timestamptz)`
    ),
    and(
      inArray(actions.kind, ['edit_approved', 'edit_refused']),
      sql`exists ${db.select({ id: heldEdits.id }).from(heldEdits).where(edit)}`
    ),
    and(
      inArray(actions.kind, ['appeal_upheld', 'appeal_rejected']),
      sql`exists ${db.select({ id: appeals.id }).from(appeals).where(appeal)}`
    )
  )
}
