import { hidePost, holdAgain, leaveAutoHidden, restorePost } from '@stoa/threads'
import { sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { posts, threads } from '@stoa/threads/schema'
import { actions } from '../schema.ts'

type Reach = { actorId: number; since: string }
type State = 'visible' | 'held' | 'hidden' | 'auto_hidden'
/** `reason` and `keptReplies`: of the hiding before. */
export type FormerState = { state: State; reason: string | null; keptReplies: boolean | null }

// 'held' stands in the log of an edit that waits again too; what holds a post ends with 'approved'.
const stateKinds = sql.raw(`('hidden', 'auto_hidden', 'restored', 'approved')`)

/** Whatever was decided about the state of the post, by anybody. */
const decisions = sql`decisions as (
  select d.id, d.kind, d.reason, d.was_held, d.kept_replies, d.actor_id, d.created_at
  from moderation_actions d
  where d.post_id = ${actions.postId} and d.kind in ${stateKinds})`

/** What the moderator began with; a decision of somebody else ends the matter, and what was before it. */
const theirFirst = ({ actorId, since }: Reach) => sql`their_first as (
  select * from decisions
  where actor_id = ${actorId} and created_at >= ${since}::timestamptz
    and id > coalesce((select max(id) from decisions where actor_id <> ${actorId}), 0)
  order by id limit 1)`

/** What had been decided when they began. */
const decidedBefore = sql`decided_before as (
  select * from decisions where id < (select id from their_first) order by id desc limit 1)`

/**
 * For queries over `actions` joined with their post: what it was before the first of what the moderator did
 * to it since then, one after the other; null where somebody else has decided about it after them.
 */
export const formerState = (reach: Reach) => sql<FormerState | null>`(
  with ${decisions}, ${theirFirst(reach)}, ${decidedBefore}
  select json_build_object('reason', decided_before.reason,
    'keptReplies', decided_before.kept_replies, 'state', case
    when their_first.kind = 'approved' or their_first.was_held then 'held'
    when decided_before.kind = 'auto_hidden' then 'auto_hidden'
    when their_first.kind = 'restored' then 'hidden'
    else 'visible' end)
  from their_first left join decided_before on true)`

/** Hidden by reports alone is a state of its own here. */
const presentState = sql`case when ${posts.autoHidden} then 'auto_hidden' else ${posts.state} end`

/** Whether a post is something else than it was then; nothing is of what its author took back. */
export const isChanged = (reach: Reach) => sql`(${posts.state} in ('visible', 'held', 'hidden')
  and (${presentState} <> ${formerState(reach)} ->> 'state' or ${isHiddenOtherwise(reach)}))`

/** Whether only the text of a first post is hidden where its thread was with it, or the reverse. */
const isHiddenOtherwise = (reach: Reach) => sql`(${posts.state} = 'hidden' and ${posts.number} = 1
  and ${threads.id} = ${posts.threadId} and ${formerState(reach)} ->> 'state' = 'hidden'
  and (${threads.state} = 'visible') <> (${formerState(reach)} ->> 'keptReplies')::boolean)`

/** Makes a post what it was. @throws Problem as the verb that does so */
export async function restoreState(ctx: Context, postId: number, former: FormerState, now: string) {
  const reason = former.reason ?? 'other'
  if (former.state === 'auto_hidden') return leaveAutoHidden(ctx, postId, reason)
  if (former.state === 'hidden') {
    if (now === 'hidden') await restorePost(ctx, postId)
    return hidePost(ctx, postId, { reason, again: true, keepReplies: former.keptReplies === true })
  }
  if (former.state === 'held' && now === 'visible') return holdAgain(ctx, postId)
  return restorePost(ctx, postId, former.state)
}
