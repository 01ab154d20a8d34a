import { and, eq, gt, inArray, isNotNull, isNull, notExists, or, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Context } from '@stoa/core'
import { sanctions } from '@stoa/accounts/tables'
import { editsAwaitingApproval, postMoves, posts, threadMarks, threads } from '@stoa/threads/tables'
import { isChanged, formerHome, formerValue } from './former-states.ts'
import { actions, appeals, cases } from '../schema.ts'

// Conditions over `actions` joined with the post, thread, sanction and case of each.

type Kind = (typeof actions.$inferSelect)['kind']
type Reach = { actorId: number; since: string }

const isKind = (...kinds: Kind[]) => inArray(actions.kind, kinds)

const later = alias(actions, 'later')
const onSamePost = eq(later.postId, actions.postId)
const onSameThread = eq(later.threadId, actions.threadId)

/** True if no later act of these kinds has the same subject, by anybody. */
const isLast = ({ db }: Context, about: SQL, kinds: Kind[]) =>
  notExists(
    db
      .select({ id: later.id })
      .from(later)
      .where(and(about, inArray(later.kind, kinds), gt(later.id, actions.id)))
  )

const flags: Kind[] = ['flag_cleared', 'flag_kept', 'flagged']

/** State, flag and outdated mark of a post. */
export function ofPosts(ctx: Context, reach: Reach) {
  const states: Kind[] = ['hidden', 'auto_hidden', 'restored', 'approved']
  return or(
    and(isKind(...states), isLast(ctx, onSamePost, states), isChanged(reach)),
    and(
      ...[isKind('flag_cleared', 'flag_kept'), eq(posts.state, 'visible')],
      ...[isNull(posts.flaggedAt), isLast(ctx, onSamePost, flags)]
    ),
    and(
      ...[isKind('outdated'), eq(posts.outdatedById, actions.actorId)],
      isLast(ctx, onSamePost, ['outdated', 'current'])
    )
  )
}

/** Category, pin, closing, merge and split of a thread. */
export const ofThreads = (ctx: Context, reach: Reach) =>
  or(
    and(isKind('closed'), eq(threads.closedById, reach.actorId)),
    and(isKind('reopened'), isNull(threads.closedAt), wasClosed(reach)),
    and(isKind('moved'), liesElsewhere(reach), isLast(ctx, onSameThread, ['moved'])),
    and(isKind('pinned'), isPinned, isLast(ctx, onSameThread, ['pinned'])),
    and(isKind('merged'), isMerged, postsLeft),
    and(isKind('split'), eq(threads.state, 'visible'), postsLeft)
  )

/**
 * True if the thread that the moderator reopened had been closed by somebody else or before the
 * time, and was neither closed nor opened since.
 */
const wasClosed = ({ actorId, since }: Reach) => sql`(
  select other.kind = 'closed'
    and (other.actor_id <> ${actorId} or other.created_at < ${since}::timestamptz)
  from moderation_actions other
  where other.thread_id = ${actions.threadId} and other.kind in ('closed', 'reopened')
    and other.id <> ${actions.id}
  order by other.id desc limit 1)`

const liesElsewhere = (reach: Reach) => sql`
  ${threads.categoryId} <> (${formerHome(reach)} ->> 'categoryId')::bigint
  and ${threads.mergedInto} is null`

const isPinned = sql`exists (
  select from ${threadMarks}
  where ${threadMarks.threadId} = ${threads.id} and ${threadMarks.kind} = 'pin')`

const isMerged = sql`exists (
  select from threads source
  where source.id = ${actions.fromThreadId}
    and source.state = 'merged' and source.merged_into = ${actions.threadId})`

// After an undo and a repeat, only the later act has posts moved at its own time.
const postsLeft = sql`exists (
  select from ${postMoves}
  where ${postMoves.fromThreadId} = ${actions.fromThreadId}
    and ${postMoves.movedAt} = ${actions.createdAt})`

/** Title, tags and slow mode of a thread. */
export function ofValues(ctx: Context, reach: Reach) {
  const former = formerValue(reach)
  const changed = (kinds: Kind[], present: SQL) =>
    and(isKind(...kinds), isLast(ctx, onSameThread, kinds), sql`${former} <> ${present}`)
  return or(
    changed(['retitled'], sql`${threads.title}`),
    changed(['retagged'], sql`array_to_string(${threads.tags}, ' ')`),
    changed(['slowed', 'unslowed'], sql`coalesce(${threads.slowSeconds}::text, '')`)
  )
}

/** Decisions on reports, edits, appeals and sanctions. */
export const ofDecisions = (ctx: Context, reach: Reach) =>
  or(
    and(isKind('report_dismissed', 'report_upheld'), caseRests(reach)),
    and(isKind('warned', 'silenced', 'suspended'), isNull(sanctions.liftedAt), isInForce(ctx)),
    and(isKind('lifted'), wouldGoOn(ctx, reach)),
    and(isKind('edit_approved', 'edit_refused'), editRests(ctx)),
    and(isKind('appeal_upheld', 'appeal_rejected'), appealRests(ctx, reach))
  )

const caseRests = ({ actorId }: Reach) =>
  and(isNotNull(cases.resolvedAt), eq(cases.resolvedById, actorId))

const isInForce = ({ now }: Context) =>
  sql`(${sanctions.until} is null or ${sanctions.until} > ${now})`

/**
 * True for a lifted sanction that would still be in force, if somebody else gave it or it is older
 * than the time.
 */
const wouldGoOn = (ctx: Context, { actorId, since }: Reach) =>
  and(
    ...[isNotNull(sanctions.liftedAt), isInForce(ctx)],
    eq(sanctions.liftedAt, actions.createdAt),
    sql`(${sanctions.byId} <> ${actorId} or ${sanctions.createdAt} < ${since}::timestamptz)`
  )

// If it was reopened and decided again, `decidedAt` differs from the time of the act.
function editRests({ db }: Context) {
  const same = and(
    eq(editsAwaitingApproval.postId, actions.postId),
    eq(editsAwaitingApproval.decidedAt, actions.createdAt)
  )
  return sql`exists ${db.select({ id: editsAwaitingApproval.id }).from(editsAwaitingApproval).where(same)}`
}

function appealRests({ db }: Context, { actorId }: Reach) {
  const same = and(
    ...[eq(appeals.actionId, actions.appealedId), eq(appeals.decidedById, actorId)],
    eq(appeals.decidedAt, actions.createdAt)
  )
  return sql`exists ${db.select({ id: appeals.id }).from(appeals).where(same)}`
}
