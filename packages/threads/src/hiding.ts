import { conflict, emit, forbidden, write, type Context } from '@stoa/core'
import { linksOf } from './markdown.ts'
import { findPost, type FoundPost, type FoundThread } from './finding.ts'
import { moderates } from './policy.ts'
import type { ModerationAct } from './ports.ts'
import { changeState } from './post-states.ts'

type Grounds = {
  reason: string
  note?: string
  /** The sweep it is part of. */
  sweepId?: number
}

/**
 * Takes somebody's post out of public view; number 1 takes its thread along. Others see a stub with
 * the kind of reason.
 * @param grounds `reason` of the list, `note` for moderators only
 * @throws Problem 404; 403 unless the actor moderates its category, or as `recordAction`; 409
 * `post_state_changed` unless it is public or held
 */
export async function hidePost(ctx: Context, id: number, grounds: Grounds): Promise<void> {
  const { post, thread } = await findModerated(ctx, id)
  const { state } = post
  if (state !== 'visible' && state !== 'held') throw conflict('post_state_changed')
  await write(ctx, async (ctx) => {
    const kept = { hiddenReason: grounds.reason, refused: state === 'held' }
    await changeState(ctx, post, { from: [state], to: 'hidden', ...kept })
    await ctx.ports.recordAction(ctx, { ...actOn('hidden', post, thread), ...grounds })
    await emit(ctx, 'post.hidden', { postId: id, threadId: thread.id })
  })
}

/**
 * Makes a hidden post public again.
 * @param to `held`: as it was before it was refused
 * @throws Problem as `hidePost`
 */
export async function restorePost(
  ctx: Context,
  id: number,
  to: 'visible' | 'held' = 'visible'
): Promise<void> {
  const { post, thread } = await findModerated(ctx, id)
  await write(ctx, async (ctx) => {
    const shown = { hiddenReason: null, refused: false }
    await changeState(ctx, post, { from: ['hidden'], to, ...shown })
    await ctx.ports.recordAction(ctx, actOn('restored', post, thread))
    await emit(ctx, 'post.restored', { postId: id, threadId: thread.id })
  })
}

/**
 * Makes a post public that waits for approval; with number 1 its thread.
 * @throws Problem as `hidePost`; 403 `lookalike_needs_staff`
 */
export async function approvePost(ctx: Context, id: number): Promise<void> {
  const { post, thread } = await findModerated(ctx, id)
  await ctx.ports.checkMayRelease(ctx, linksOf(post.body))
  await write(ctx, async (ctx) => {
    await changeState(ctx, post, { from: ['held'], to: 'visible' })
    await ctx.ports.recordAction(ctx, actOn('approved', post, thread))
    await emit(ctx, 'post.approved', { postId: id, threadId: thread.id })
  })
}

async function findModerated(ctx: Context, id: number) {
  const found = await findPost(ctx, id)
  if (!moderates(ctx.actor, found.thread.categoryId)) throw forbidden()
  return found
}

const actOn = (
  kind: 'hidden' | 'restored' | 'approved',
  post: FoundPost,
  thread: FoundThread
): ModerationAct => ({
  kind,
  categoryId: thread.categoryId,
  threadId: thread.id,
  postId: post.id,
  userId: post.authorId
})
