import { and, eq } from 'drizzle-orm'
import { conflict, transaction, type Context } from '@stoa/core'
import { actOn, findModerated } from './hiding.ts'
import { authorize } from '../policy.ts'
import { posts } from '../schema.ts'

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
    await ctx.ports.moderation.recordAction(ctx, actOn('handed_back', post, thread))
  })
}
