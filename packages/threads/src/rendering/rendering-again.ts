import { and, asc, eq, ne } from 'drizzle-orm'
import { emit, write, type Context } from '@stoa/core'
import { lockPost } from '../locking.ts'
import { rendererVersion } from './markdown.ts'
import { renderPost } from './rendering.ts'
import { posts } from '../schema.ts'

/** Renders stored posts anew, because what their links are has changed; the text stays as it is. */
export async function renderAgain(ctx: Context, postIds: readonly number[]): Promise<void> {
  for (const id of postIds) await write(ctx, (ctx) => renderOne(ctx, id))
}

async function renderOne(ctx: Context, id: number) {
  const { body, threadId } = await lockPost(ctx, id)
  const { html } = await renderPost(ctx, body)
  await ctx.db.update(posts).set({ html, rendererVersion }).where(eq(posts.id, id))
  await emit(ctx, 'post.rendered', { postId: id, threadId })
}

const atOnce = 200

/** For the timed task: posts that an older renderer made, some at a time. */
export async function renderOutdated(ctx: Context): Promise<void> {
  const outdated = and(ne(posts.rendererVersion, rendererVersion), ne(posts.state, 'erased'))
  const rows = await ctx.db
    .select({ id: posts.id })
    .from(posts)
    .where(outdated)
    .orderBy(asc(posts.id))
    .limit(atOnce)
  await renderAgain(
    ctx,
    rows.map(({ id }) => id)
  )
}
