import { hidePost, holdAgain, leaveHiddenForNow, restorePost } from '@stoa/threads'
import { sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { posts } from '@stoa/threads/schema'
import { actions } from './schema.ts'

type Reach = { actorId: number; since: string }
type State = 'visible' | 'held' | 'hidden' | 'hidden_for_now'
/** `reason`: of the hiding before. */
export type FormerState = { state: State; reason: string | null }

// 'held' stands in the log of an edit that waits again too; what holds a post ends with 'approved'.
const ofState = sql.raw(`('hidden', 'hidden_for_now', 'restored', 'approved')`)

/**
 * For queries over `actions` joined with their post: what it was before the first of what the moderator did
 * to it since then, one after the other; null where somebody else has decided about it after them.
 */
export const formerState = (reach: Reach) => sql<FormerState | null>`(
  select json_build_object('reason', prior.reason, 'state', case
    when first.kind = 'approved' or first.was_held then 'held'
    when prior.kind = 'hidden_for_now' then 'hidden_for_now'
    when first.kind = 'restored' then 'hidden'
    else 'visible' end)
  from moderation_actions first left join lateral (
    select kind, reason from moderation_actions p
    where p.post_id = first.post_id and p.kind in ${ofState} and p.id < first.id
    order by p.id desc limit 1) prior on true
  where first.post_id = ${actions.postId} and first.kind in ${ofState}
    and first.actor_id = ${reach.actorId} and first.created_at >= ${reach.since}::timestamptz
    and not exists (select from moderation_actions other
      where other.post_id = first.post_id and other.kind in ${ofState} and other.id > first.id
        and other.actor_id <> ${reach.actorId})
  order by first.id limit 1)`

/** Whether a post is something else than it was then; nothing is of what its author took back. */
export const isChanged = (reach: Reach) => sql`(${posts.state} in ('visible', 'held', 'hidden')
  and case when ${posts.hiddenForNow} then 'hidden_for_now' else ${posts.state} end
    <> ${formerState(reach)} ->> 'state')`

/** Makes a post what it was. @throws Problem as the verb that does so */
export function giveStateBack(ctx: Context, postId: number, former: FormerState, now: string) {
  const reason = former.reason ?? 'other'
  if (former.state === 'hidden_for_now') return leaveHiddenForNow(ctx, postId, reason)
  if (former.state === 'hidden') return hidePost(ctx, postId, { reason, again: true })
  if (former.state === 'held' && now === 'visible') return holdAgain(ctx, postId)
  return restorePost(ctx, postId, former.state)
}
