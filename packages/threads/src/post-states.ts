import { and, eq, inArray, sql } from 'drizzle-orm'
import { conflict, type Context } from '@stoa/core'
import { clearAcceptance } from './acceptance.ts'
import { recountThread } from './counters.ts'
import type { FoundPost } from './finding.ts'
import { lockThread } from './locking.ts'
import { ruleOf } from './policy.ts'
import { posts, threads } from './schema.ts'

type State = 'visible' | 'held' | 'hidden' | 'withdrawn'
type Change = {
  from: State[]
  to: State
  /** Of its thread, where number 1 does not take it along. */
  thread?: State
  hiddenReason?: string | null
  autoHidden?: boolean
  hiddenByStaff?: boolean
  refused?: boolean
  withdrawnAt?: string | null
}

/**
 * Changes the state of a post, with number 1 also that of its thread, and everything that counts
 * posts. An answer that disappears is no longer accepted.
 * @throws Problem 409 `post_state_changed` when it is in none of the states `from` any more, or a
 * moderator has decided on what reports had hidden, or staff on what a moderator had
 */
export async function changeState(ctx: Context, post: FoundPost, change: Change): Promise<void> {
  const { from, to, thread: _thread, ...rest } = change
  await lockThread(ctx, post.threadId)
  const changed = await ctx.db
    .update(posts)
    .set({ state: to, ...rest })
    .where(
      and(
        eq(posts.id, post.id),
        inArray(posts.state, from),
        // Hidden by reports and hidden by a moderator are one state, and what ends them is not.
        eq(posts.autoHidden, post.autoHidden),
        eq(posts.hiddenByStaff, post.hiddenByStaff)
      )
    )
    .returning({ id: posts.id })
  if (changed.length === 0) throw conflict('post_state_changed')
  if (post.number === 1) await changeThread(ctx, post.threadId, change)
  if (to !== 'visible') await clearAcceptance(ctx, post)
  await recountThread(ctx, post.threadId)
}

const changeThread = (ctx: Context, id: number, { from, to, thread: state = to }: Change) =>
  ctx.db
    .update(threads)
    .set({ state, lastPublicAt: state === 'visible' ? null : lastPublicAt(ctx) })
    .where(and(eq(threads.id, id), inArray(threads.state, from)))

// What was for staff alone has never been public.
const lastPublicAt = ({ now }: Context) => sql`case
  when ${threads.state} = 'visible' and ${ruleOf} <> 'staff_only' then ${now}::timestamptz
  else ${threads.lastPublicAt} end`
