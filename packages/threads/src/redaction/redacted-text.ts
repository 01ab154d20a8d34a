import { eq } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { rendererVersion } from '../rendering/markdown.ts'
import { renderPost } from '../rendering/rendering.ts'
import { posts } from '../schema.ts'

/** Stores what is left of a post's text. It is no edit: nothing keeps what stood there before. */
export async function storeRedacted(ctx: Context, postId: number, body: string): Promise<void> {
  const { html } = await renderPost(ctx, body)
  await ctx.db.update(posts).set({ body, html, rendererVersion }).where(eq(posts.id, postId))
}

/** Notes for the history of a post that something was taken out of it. */
export async function noteRedaction({ db, now }: Context, postId: number): Promise<void> {
  await db.update(posts).set({ redactedAt: now }).where(eq(posts.id, postId))
}
