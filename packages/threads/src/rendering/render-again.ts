import { and, asc, eq, ne } from 'drizzle-orm'
import { emit, transaction, type Context } from '@stoa/core'
import { lockPost, type FoundPost } from '../find.ts'
import { findAuthorship, storedRendering } from './stored.ts'
import { rendererVersion } from './markdown.ts'
import { renderPost } from './render-body.ts'
import { posts } from '../schema.ts'

/** Renders stored posts again after the verdict about their links has changed. */
export async function renderAgain(ctx: Context, postIds: readonly number[]): Promise<void> {
  for (const id of postIds) await transaction(ctx, (ctx) => renderOne(ctx, id))
}

async function renderOne(ctx: Context, id: number) {
  const post = await lockPost(ctx, id)
  const { body, threadId } = post
  const stored = storedRendering(await renderPost(ctx, body, await findAuthorship(ctx, post)))
  await ctx.db
    .update(posts)
    .set({ ...stored, flaggedAt: flaggedAfter(ctx, post, stored.quarantinedLinks) })
    .where(eq(posts.id, id))
  // `post.links_shown` updates the search index: readers must not find what they may not see.
  const isSame = stored.quarantinedLinks.join(' ') === post.quarantinedLinks.join(' ')
  await emit(ctx, isSame ? 'post.rendered' : 'post.links_shown', { postId: id, threadId })
}

/**
 * A newly quarantined link flags the post. The flag ends if nothing is quarantined and the post
 * does not lead out of the forum.
 */
function flaggedAfter({ now }: Context, post: FoundPost, quarantined: string[]): string | null {
  if (quarantined.length === 0 && !post.leadsOut) return null
  const isMore = quarantined.some((url) => !post.quarantinedLinks.includes(url))
  return isMore ? (post.flaggedAt ?? now) : post.flaggedAt
}

const batchSize = 200

/** Timed task: renders a batch of posts that an older renderer made. */
export async function renderOutdated(ctx: Context): Promise<void> {
  const outdated = and(ne(posts.rendererVersion, rendererVersion), ne(posts.state, 'erased'))
  const rows = await ctx.db
    .select({ id: posts.id })
    .from(posts)
    .where(outdated)
    .orderBy(asc(posts.id))
    .limit(batchSize)
  await renderAgain(
    ctx,
    rows.map(({ id }) => id)
  )
}
