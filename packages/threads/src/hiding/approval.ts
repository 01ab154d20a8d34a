import { eq, and } from 'drizzle-orm'
import { emit, transaction, conflict, type Context } from '@stoa/core'
import { findModerated } from './hide.ts'
import { actOn } from '../moderation-act.ts'
import { lockThread } from '../find.ts'
import { checkPostRevision } from './snapshots.ts'
import { authorshipOf, looked, storedRendering } from '../rendering/stored.ts'
import { renderReleased, targetsOf } from '../rendering/render-body.ts'
import { changeState } from './post-states.ts'
import { authorize } from '../policy.ts'
import { posts } from '../schema.ts'

/**
 * Publishes a post that awaits approval and releases its quarantined links. Approving post number 1
 * publishes the thread.
 * @param revision of the snapshot that the actor read
 * @throws Problem as `hidePost`; 409 as `checkRevision`; 403 `lookalike_needs_staff`
 */
export async function approvePost(ctx: Context, id: number, revision: string): Promise<void> {
  const found = await findModerated(ctx, id)
  await transaction(ctx, async (ctx) => {
    await lockThread(ctx, found.thread.id)
    const { post, thread } = await findModerated(ctx, id)
    await checkPostRevision(ctx, revision, post, thread)
    authorize.approve(ctx.actor, thread, post)
    const title = post.number === 1 ? thread.title : ''
    const links = await targetsOf(ctx, post.body)
    await ctx.ports.safety.authorizeRelease(ctx, { text: `${title}\n${post.body}`, links })
    const by = authorshipOf(post, thread)
    const { rendered, releasedLinks } = await renderReleased(ctx, post.body, by)
    const shown = { ...storedRendering(rendered), ...looked, releasedLinks }
    await changeState(ctx, post, { from: ['awaiting_approval'], to: 'visible' })
    await ctx.db.update(posts).set(shown).where(eq(posts.id, id))
    await ctx.ports.moderation.recordAction(ctx, actOn('approved', thread, post))
    await emit(ctx, 'post.approved', { postId: id, threadId: thread.id })
  })
}

/**
 * Returns a public post to the approval queue. It undoes an approval.
 * @throws Problem as `hidePost`
 */
export async function holdAgain(ctx: Context, id: number): Promise<void> {
  const { post, thread } = await findModerated(ctx, id)
  await transaction(ctx, async (ctx) => {
    await changeState(ctx, post, { from: ['visible'], to: 'awaiting_approval' })
    await ctx.ports.moderation.recordAction(ctx, actOn('awaiting_approval', thread, post))
    await emit(ctx, 'post.hidden', { postId: id, threadId: thread.id })
  })
}

/**
 * Lets the moderators of the category decide about a post that staff hid: about showing it again,
 * and about an appeal.
 * @throws Problem as `hidePost`; 403 `forbidden` below staff; 409 `post_state_changed` unless staff
 * hid it
 */
export async function handBackPost(ctx: Context, id: number): Promise<void> {
  const { post, thread } = await findModerated(ctx, id)
  authorize.unassign(ctx.actor, thread, post)
  await transaction(ctx, async (ctx) => {
    const isTheirs = and(eq(posts.id, id), eq(posts.state, 'hidden'), eq(posts.hiddenByStaff, true))
    const handed = await ctx.db
      .update(posts)
      .set({ hiddenByStaff: false })
      .where(isTheirs)
      .returning({ id: posts.id })
    if (handed.length === 0) throw conflict('post_state_changed')
    await ctx.ports.moderation.recordAction(ctx, actOn('handed_back', thread, post))
  })
}
