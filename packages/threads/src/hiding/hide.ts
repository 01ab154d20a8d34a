import { atLeast, emit, transaction, type Context } from '@stoa/core'
import { findPost, findPosts } from '../find.ts'
import { actOn } from '../moderation-act.ts'
import { changeState, type State } from './post-states.ts'
import { authorize } from '../policy.ts'

type Grounds = {
  reason: string
  note?: string
  /** Sweep that this hiding is part of. */
  sweepId?: number
  /** Whether this undoes a mistaken restoration, so that it is not counted as a new hiding. */
  again?: boolean
  /** For post number 1: hides its text only; the thread stays public. */
  keepReplies?: boolean
}

/**
 * Hides a post from the public. Hiding number 1 hides the thread, unless `keepReplies` is set.
 * Readers see a stub with the reason.
 * @param grounds `reason` from the list, `note` for moderators only; `keepReplies` is ignored for a
 * post that awaits approval, because its thread was never public
 * @throws Problem 404; 403 unless the actor moderates its category, or as `recordAction`; 409
 * `post_state_changed` unless it is public, awaiting approval or auto-hidden
 */
export async function hidePost(ctx: Context, id: number, grounds: Grounds): Promise<void> {
  const found = await findModerated(ctx, id)
  authorize.hide(ctx.actor, found.thread, found.post)
  await hide(ctx, found, found.post.state as State, grounds)
}

/**
 * Refuses a post that awaits approval: it becomes hidden. Only its author and moderators have ever
 * seen it. A post that another moderator has published meanwhile stays public.
 * @throws Problem as `hidePost`; 409 `post_state_changed` unless it awaits approval
 */
export async function refusePost(ctx: Context, id: number, grounds: Grounds): Promise<void> {
  await hide(ctx, await findModerated(ctx, id), 'awaiting_approval', grounds)
}

type Found = Awaited<ReturnType<typeof findModerated>>

async function hide(ctx: Context, { post, thread }: Found, state: State, grounds: Grounds) {
  const { keepReplies, ...given } = grounds
  const wasAwaitingApproval = state === 'awaiting_approval'
  const keptReplies = keepReplies === true && post.number === 1 && !wasAwaitingApproval
  await transaction(ctx, async (ctx) => {
    await changeState(ctx, post, {
      from: [state],
      to: 'hidden',
      hiddenReason: grounds.reason,
      ...(keptReplies && { thread: 'visible' }),
      refused: wasAwaitingApproval,
      autoHidden: false,
      hiddenByStaff: isOfStaff(ctx)
    })
    const act = { ...actOn('hidden', thread, post), ...given, wasAwaitingApproval, keptReplies }
    await ctx.ports.moderation.recordAction(ctx, act)
    await emit(ctx, 'post.hidden', { postId: post.id, threadId: thread.id })
  })
}

/** Effects act as an admin without a user id; they do not count as staff. */
const isOfStaff = ({ actor }: Context) => actor.id > 0 && atLeast(actor.role, 'staff')

/**
 * Hides a public post until a moderator has decided. An effect calls it, not a person. Official
 * posts and posts that are not public are left alone.
 * @param reason from the list
 */
export async function autoHide(ctx: Context, id: number, reason: string): Promise<void> {
  const found = await findPublic(ctx, id)
  if (!found || found.post.official) return
  const { post, thread } = found
  await transaction(ctx, async (ctx) => {
    const kept = { hiddenReason: reason, autoHidden: true }
    await changeState(ctx, post, { from: ['visible'], to: 'hidden', ...kept })
    await ctx.ports.moderation.recordAction(ctx, { ...actOn('auto_hidden', thread, post), reason })
    await emit(ctx, 'post.hidden', { postId: id, threadId: thread.id })
  })
}

async function findPublic(ctx: Context, id: number) {
  const [found] = await findPosts(ctx, [id])
  return found?.post.state === 'visible' ? found : undefined
}

/**
 * Returns a post to auto-hidden. It undoes a moderator's decision to hide it or to show it again.
 * @param reason for which reports had hidden it
 * @throws Problem as `hidePost`
 */
export async function leaveAutoHidden(ctx: Context, id: number, reason: string): Promise<void> {
  const { post, thread } = await findModerated(ctx, id)
  await transaction(ctx, async (ctx) => {
    const kept = { hiddenReason: reason, autoHidden: true, hiddenByStaff: false }
    await changeState(ctx, post, { from: ['visible', 'hidden'], to: 'hidden', ...kept })
    await ctx.ports.moderation.recordAction(ctx, { ...actOn('auto_hidden', thread, post), reason })
    await emit(ctx, 'post.hidden', { postId: id, threadId: thread.id })
  })
}

/**
 * Publishes a hidden post again.
 * @param to `awaiting_approval`: returns a refused post to the approval queue
 * @param grounds `note` for moderators only; `sweepId` if a whole sweep is undone
 * @throws Problem as `hidePost`; 403 `hidden_by_staff`, and `people_only` to a program if it was refused
 */
export async function restorePost(
  ctx: Context,
  id: number,
  to: 'visible' | 'awaiting_approval' = 'visible',
  grounds: { note?: string; sweepId?: number } = {}
): Promise<void> {
  const { post, thread } = await findModerated(ctx, id)
  authorize.restore(ctx.actor, thread, post)
  if (post.refused && to === 'visible') authorize.approveRefused(ctx.actor, thread)
  await transaction(ctx, async (ctx) => {
    const shown = { hiddenReason: null, refused: false, autoHidden: false, hiddenByStaff: false }
    await changeState(ctx, post, { from: ['hidden'], to, ...shown })
    const wasForNow = post.autoHidden
    await ctx.ports.moderation.recordAction(ctx, {
      ...actOn('restored', thread, post),
      wasForNow,
      ...grounds
    })
    await emit(ctx, 'post.restored', { postId: id, threadId: thread.id })
  })
}

/** Finds a post in a category that the actor moderates. @throws Problem 404, 403 */
export async function findModerated(ctx: Context, id: number) {
  const found = await findPost(ctx, id)
  authorize.moderate(ctx.actor, found.thread)
  return found
}
