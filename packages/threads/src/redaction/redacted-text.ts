import { eq } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { lockPost } from '../locking.ts'
import { findAuthorship } from '../rendering/authorship.ts'
import { renderPost } from '../rendering/rendering.ts'
import { storedRendering } from '../rendering/stored.ts'
import { heldEdits, posts } from '../schema.ts'

/** Stores what is left of a post's text. It is no edit: nothing keeps what stood there before. */
export async function storeRedacted(ctx: Context, postId: number, body: string): Promise<void> {
  const by = await findAuthorship(ctx, await lockPost(ctx, postId))
  const rendered = await renderPost(ctx, body, by)
  // What was let out must not keep what was taken out.
  const releasedLinks = by.releasedLinks.filter((url) => rendered.links.includes(url))
  await ctx.db
    .update(posts)
    .set({ body, ...storedRendering(rendered), releasedLinks })
    .where(eq(posts.id, postId))
}

/**
 * Notes for the history of a post that something was taken out of it. What was let out before an edit of it
 * is forgotten: it may be just that.
 */
export async function recordRedaction({ db, now }: Context, postId: number): Promise<void> {
  await db.update(posts).set({ redactedAt: now }).where(eq(posts.id, postId))
  await db.update(heldEdits).set({ releasedBefore: null }).where(eq(heldEdits.postId, postId))
}
