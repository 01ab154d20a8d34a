import { eq } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { lockPost } from '../locking.ts'
import { findAuthorship } from '../rendering/authorship.ts'
import { renderPost } from '../rendering/rendering.ts'
import { storedRendering } from '../rendering/stored.ts'
import { editsAwaitingApproval, posts } from '../schema.ts'

/** Stores a redacted text. It is no edit: the previous text is not kept as a revision. */
export async function storeRedacted(ctx: Context, postId: number, body: string): Promise<void> {
  const by = await findAuthorship(ctx, await lockPost(ctx, postId))
  const rendered = await renderPost(ctx, body, by)
  // A released link may be part of the redacted passage, so links that are gone from the text are
  // removed here too.
  const releasedLinks = by.releasedLinks.filter((url) => rendered.links.includes(url))
  await ctx.db
    .update(posts)
    .set({ body, ...storedRendering(rendered), releasedLinks })
    .where(eq(posts.id, postId))
}

/**
 * Records in the post's history that something was redacted. The links released before an edit are
 * deleted, because one of them may be what was redacted.
 */
export async function recordRedaction({ db, now }: Context, postId: number): Promise<void> {
  await db.update(posts).set({ redactedAt: now }).where(eq(posts.id, postId))
  await db
    .update(editsAwaitingApproval)
    .set({ releasedBefore: null })
    .where(eq(editsAwaitingApproval.postId, postId))
}
