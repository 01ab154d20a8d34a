import { atLeast, conflict, emit, forbidden, transaction, type Context } from '@stoa/core'
import { findPost, findPosts, type FoundPost, type FoundThread } from './finding.ts'
import { can, moderates } from './policy.ts'
import type { ModerationAct } from './ports.ts'
import { changeState } from './post-states.ts'

type Grounds = {
  reason: string
  note?: string
  /** The sweep it is part of. */
  sweepId?: number
  /** As it was before somebody showed it by mistake. */
  again?: boolean
  /** Of number 1: hides its text alone, and its thread stays. */
  keepReplies?: boolean
}

/**
 * Takes somebody's post out of public view. Number 1 takes its thread along, unless only its text is
 * hidden. Others see a stub with the kind of reason.
 * @param grounds `reason` of the list, `note` for moderators only; `keepReplies` is nothing for a post
 * that waits, because nobody has seen its thread
 * @throws Problem 404; 403 unless the actor moderates its category, or as `recordAction`; 409
 * `post_state_changed` unless it is public, held or hidden for the time being
 */
export async function hidePost(ctx: Context, id: number, grounds: Grounds): Promise<void> {
  const found = await findModerated(ctx, id)
  if (!mayBeHidden(found.post)) throw conflict('post_state_changed')
  await hide(ctx, found, found.post.state, grounds)
}

/**
 * Refuses a post that waits for approval: it is hidden, and only its author and moderators have ever
 * seen it. What somebody else has let out meanwhile stays public.
 * @throws Problem as `hidePost`; 409 `post_state_changed` unless it waits
 */
export async function refusePost(ctx: Context, id: number, grounds: Grounds): Promise<void> {
  await hide(ctx, await findModerated(ctx, id), 'held', grounds)
}

type Found = Awaited<ReturnType<typeof findModerated>>

async function hide(ctx: Context, { post, thread }: Found, state: HideableState, grounds: Grounds) {
  const { keepReplies, ...given } = grounds
  const wasHeld = state === 'held'
  const keptReplies = keepReplies === true && post.number === 1 && !wasHeld
  await transaction(ctx, async (ctx) => {
    await changeState(ctx, post, {
      ...{ from: [state], to: 'hidden', hiddenReason: grounds.reason },
      ...(keptReplies && { thread: 'visible' }),
      ...{ refused: wasHeld, autoHidden: false, hiddenByStaff: isOfStaff(ctx) }
    })
    const act = { ...actOn('hidden', post, thread), ...given, wasHeld, keptReplies }
    await ctx.ports.recordAction(ctx, act)
    await emit(ctx, 'post.hidden', { postId: post.id, threadId: thread.id })
  })
}

/** Consequences act with an admin's power, as nobody. */
const isOfStaff = ({ actor }: Context) => actor.id > 0 && atLeast(actor.role, 'staff')

type HideableState = 'visible' | 'held' | 'hidden'

/** Whether hiding a post changes anything: what is hidden for the time being may stay so. */
export const mayBeHidden = (post: Hideable): post is Hideable & { state: HideableState } =>
  post.state === 'visible' || post.state === 'held' || post.autoHidden

type Hideable = Pick<FoundPost, 'state' | 'autoHidden'>

/**
 * Takes a public post out of view until a moderator has looked at it: nobody's doing, but that of a
 * consequence. Nothing happens to what is not public (any more), nor to official posts.
 * @param reason of the list
 */
export async function autoHide(ctx: Context, id: number, reason: string): Promise<void> {
  const found = await findPublic(ctx, id)
  if (!found || found.post.official) return
  const { post, thread } = found
  await transaction(ctx, async (ctx) => {
    const kept = { hiddenReason: reason, autoHidden: true }
    await changeState(ctx, post, { from: ['visible'], to: 'hidden', ...kept })
    await ctx.ports.recordAction(ctx, { ...actOn('auto_hidden', post, thread), reason })
    await emit(ctx, 'post.hidden', { postId: id, threadId: thread.id })
  })
}

async function findPublic(ctx: Context, id: number) {
  const [found] = await findPosts(ctx, [id])
  return found?.post.state === 'visible' ? found : undefined
}

/**
 * Lets a post wait for a moderator again, for who kept or showed by mistake what reports had hidden.
 * @param reason what the reports had hidden it for
 * @throws Problem as `hidePost`
 */
export async function leaveAutoHidden(ctx: Context, id: number, reason: string): Promise<void> {
  const { post, thread } = await findModerated(ctx, id)
  await transaction(ctx, async (ctx) => {
    const kept = { hiddenReason: reason, autoHidden: true, hiddenByStaff: false }
    await changeState(ctx, post, { from: ['visible', 'hidden'], to: 'hidden', ...kept })
    await ctx.ports.recordAction(ctx, { ...actOn('auto_hidden', post, thread), reason })
    await emit(ctx, 'post.hidden', { postId: id, threadId: thread.id })
  })
}

/**
 * Makes a hidden post public again.
 * @param to `held`: as it was before it was refused
 * @param grounds `note` for moderators only; `sweepId` where a whole sweep is undone
 * @throws Problem as `hidePost`; 403 `hidden_by_staff`
 */
export async function restorePost(
  ctx: Context,
  id: number,
  to: 'visible' | 'held' = 'visible',
  grounds: { note?: string; sweepId?: number } = {}
): Promise<void> {
  const { post, thread } = await findModerated(ctx, id)
  if (post.state === 'hidden' && !can.restore(ctx.actor, thread, post))
    throw forbidden('hidden_by_staff')
  await transaction(ctx, async (ctx) => {
    const shown = { hiddenReason: null, refused: false, autoHidden: false, hiddenByStaff: false }
    await changeState(ctx, post, { from: ['hidden'], to, ...shown })
    const wasForNow = post.autoHidden
    await ctx.ports.recordAction(ctx, { ...actOn('restored', post, thread), wasForNow, ...grounds })
    await emit(ctx, 'post.restored', { postId: id, threadId: thread.id })
  })
}

/** A post where the actor moderates. @throws Problem 404, 403 */
export async function findModerated(ctx: Context, id: number) {
  const found = await findPost(ctx, id)
  if (!moderates(ctx.actor, found.thread.categoryId)) throw forbidden()
  return found
}

/** What is written into the log of what a moderator did to a post. */
export const actOn = (
  kind: ModerationAct['kind'],
  post: FoundPost,
  thread: FoundThread
): ModerationAct => ({
  kind,
  categoryId: thread.categoryId,
  threadId: thread.id,
  postId: post.id,
  userId: post.authorId
})
