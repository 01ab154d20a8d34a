import { and, eq, inArray, sql } from 'drizzle-orm'
import { conflict, type Context } from '@stoa/core'
import { clearAcceptance } from '../answers/accept-answer.ts'
import { recountThread } from '../counters.ts'
import { lockThread, type FoundPost } from '../find.ts'
import { readersOf } from '../visibility.ts'
import { posts, threads } from '../schema.ts'

export type State = 'visible' | 'awaiting_approval' | 'hidden' | 'withdrawn'
type Change = {
  from: State[]
  to: State
  /** State for the thread if number 1 changes without it. */
  thread?: State
  hiddenReason?: string | null
  autoHidden?: boolean
  hiddenByStaff?: boolean
  refused?: boolean
  withdrawnAt?: string | null
}

/**
 * Changes the state of a post and the counters that depend on it. Number 1 changes its thread's
 * state too. An accepted answer that is no longer visible loses its acceptance.
 * @throws Problem 409 `post_state_changed` if the post has left the states `from`, or if a
 * moderator has decided about an auto-hidden post, or staff about a post hidden by a moderator
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
        // `hidden` covers auto-hidden posts and those hidden by a moderator or staff, which
        // different people may restore. The update must find the kind that was checked.
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

// Threads of a category that not everybody reads were never public.
const lastPublicAt = ({ now }: Context) => sql`case
  when ${threads.state} = 'visible' and ${readersOf} = 'everyone' then ${now}::timestamptz
  else ${threads.lastPublicAt} end`
