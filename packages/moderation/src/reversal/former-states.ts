import { hidePost, holdAgain, leaveAutoHidden, restorePost } from '@stoa/threads/moderating'
import { sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { posts, threads } from '@stoa/threads/tables'
import { actions } from '../schema.ts'

type Reach = { actorId: number; since: string }
type State = 'visible' | 'awaiting_approval' | 'hidden' | 'auto_hidden'
/** `reason` and `keptReplies` are those of the earlier hiding. */
export type FormerState = { state: State; reason: string | null; keptReplies: boolean | null }

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
