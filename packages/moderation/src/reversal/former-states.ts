import { hidePost, holdAgain, leaveAutoHidden, restorePost } from '@stoa/threads/moderators'
import { sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { posts, threads } from '@stoa/threads/tables'
import { actions } from '../schema.ts'

type Reach = { actorId: number; since: string }
type State = 'visible' | 'awaiting_approval' | 'hidden' | 'auto_hidden'
/** `reason` and `keptReplies` are those of the earlier hiding. */
type FormerState = { state: State; reason: string | null; keptReplies: boolean | null }

// `awaiting_approval` is left out as it also logs edits that wait again. Approval of a post is
// `approved`.
const stateKinds = sql.raw(`('hidden', 'auto_hidden', 'restored', 'approved')`)

/** All decisions about the state of the post, by anybody. */
const decisions = sql`decisions as (
  select d.id, d.kind, d.reason, d.was_awaiting_approval, d.kept_replies, d.actor_id, d.created_at
  from moderation_actions d
  where d.post_id = ${actions.postId} and d.kind in ${stateKinds})`

/**
 * The moderator's first decision since the time. Decisions before one of another moderator are out
 * of reach.
 */
const theirFirst = ({ actorId, since }: Reach) => sql`their_first as (
  select * from decisions
  where actor_id = ${actorId} and created_at >= ${since}::timestamptz
    and id > coalesce((select max(id) from decisions where actor_id <> ${actorId}), 0)
  order by id limit 1)`

/** The decision before the moderator's first. */
const decidedBefore = sql`decided_before as (
  select * from decisions where id < (select id from their_first) order by id desc limit 1)`

/**
 * SQL over `actions` joined with their post: the state of the post before the moderator's first
 * decision since the time; null if somebody else has decided on it since.
 */
export const formerState = (reach: Reach) => sql<FormerState | null>`(
  with ${decisions}, ${theirFirst(reach)}, ${decidedBefore}
  select json_build_object('reason', decided_before.reason,
    'keptReplies', decided_before.kept_replies, 'state', case
    when their_first.kind = 'approved' or their_first.was_awaiting_approval then 'awaiting_approval'
    when decided_before.kind = 'auto_hidden' then 'auto_hidden'
    when their_first.kind = 'restored' then 'hidden'
    else 'visible' end)
  from their_first left join decided_before on true)`

/** Auto-hidden counts as a state of its own here. */
const presentState = sql`case when ${posts.autoHidden} then 'auto_hidden' else ${posts.state} end`

/**
 * True if the state of a post differs from its former state; false if the author has withdrawn it.
 */
export const isChanged = (
  reach: Reach
) => sql`(${posts.state} in ('visible', 'awaiting_approval', 'hidden')
  and (${presentState} <> ${formerState(reach)} ->> 'state' or ${isHiddenOtherwise(reach)}))`

/** True if a first post was hidden with its thread before and without it now, or the reverse. */
const isHiddenOtherwise = (reach: Reach) => sql`(${posts.state} = 'hidden' and ${posts.number} = 1
  and ${threads.id} = ${posts.threadId} and ${formerState(reach)} ->> 'state' = 'hidden'
  and (${threads.state} = 'visible') <> (${formerState(reach)} ->> 'keptReplies')::boolean)`

/** Restores the former state of a post. @throws Problem as the verb that does so */
export async function restoreState(ctx: Context, postId: number, former: FormerState, now: string) {
  const reason = former.reason ?? 'other'
  if (former.state === 'auto_hidden') return leaveAutoHidden(ctx, postId, reason)
  if (former.state === 'hidden') {
    if (now === 'hidden') await restorePost(ctx, postId)
    return hidePost(ctx, postId, { reason, again: true, keepReplies: former.keptReplies === true })
  }
  if (former.state === 'awaiting_approval' && now === 'visible') return holdAgain(ctx, postId)
  return restorePost(ctx, postId, former.state)
}

type Home = { categoryId: number; movedAt: string }
type Closing = { reason: string | null; reopensAt: string | null }

// Thread history does not name the actor; the log entry of the same time does.
const isTheirs = ({ actorId }: Reach) => sql`exists (
  select from moderation_actions a
  where a.actor_id = ${actorId} and a.created_at = line.created_at
    and a.thread_id = line.thread_id and a.kind::text = line.kind)`

const slowKinds = sql.raw(`('slowed', 'unslowed')`)
const valueKinds = sql.raw(`('retitled', 'retagged', 'slowed', 'unslowed')`)

// Slow mode has one kind of action for setting it and one for ending it.
const isOfSameMatter = sql`
  case when ${actions.kind} in ${slowKinds} then line.kind in ${slowKinds}
    else line.kind = ${actions.kind}::text end`

// Former slow mode may be none, which is the empty string. A title or tags missing in the history
// are unknown.
const formerOne = sql`
  case when line.kind in ${slowKinds} then coalesce(line.detail ->> 'from', '')
    else line.detail ->> 'from' end`

/**
 * SQL over `actions`: title, tags or slow mode of a thread before the moderator's first change
 * since the time; null if somebody else has changed it since, or if it is unknown.
 */
export const formerValue = (reach: Reach) => sql<string | null>`(
  with changes as (
    select line.id, line.created_at, ${formerOne} as former, ${isTheirs(reach)} as is_theirs
    from thread_history line
    where line.thread_id = ${actions.threadId} and ${actions.kind} in ${valueKinds}
      and ${isOfSameMatter})
  select former from changes
  where created_at >= ${reach.since}::timestamptz
    and id > coalesce((select max(id) from changes where not is_theirs), 0)
  order by id limit 1)`

/**
 * SQL over `actions`: the former category of a thread and when it was moved, as `formerValue`.
 * Moves by the thread's author are found in its history, as the log does not have them.
 */
export const formerHome = (reach: Reach) => sql<Home | null>`(
  with moves_of_others as (
    select line.created_at from thread_history line
    where line.thread_id = ${actions.threadId} and line.kind = 'moved'
      and not ${isTheirs(reach)})
  select json_build_object('categoryId', move.category_id, 'movedAt', move.created_at)
  from moderation_actions move
  where ${actions.kind} = 'moved' and move.thread_id = ${actions.threadId} and move.kind = 'moved'
    and move.actor_id = ${reach.actorId} and move.created_at >= ${reach.since}::timestamptz
    and not exists (select from moves_of_others other where other.created_at > move.created_at)
  order by move.id limit 1)`

/**
 * SQL over `actions`: reason and reopening time with which a thread was closed before the
 * moderator's first closing since the time; null if it was open.
 */
export const formerClosing = (reach: Reach) => sql<Closing | null>`(
  with changes as (
    select line.id, line.kind, line.detail from thread_history line
    where line.thread_id = ${actions.threadId} and ${actions.kind} = 'closed'
      and line.kind in ('closed', 'reopened')
      and (line.created_at < ${reach.since}::timestamptz or not ${isTheirs(reach)})
    order by line.id desc limit 1)
  select json_build_object('reason', detail ->> 'reason', 'reopensAt', detail ->> 'reopensAt')
  from changes where kind = 'closed')`
