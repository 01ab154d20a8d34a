import type { Context } from '@stoa/core'
import type { Authorship, RenderedBody } from './rendering.ts'
import { renderPost } from './rendering.ts'

/**
 * Renders a text that a moderator publishes: its quarantined links are shown and become released
 * links of the post.
 */
export async function renderReleased(
  ctx: Context,
  body: string,
  by: Authorship
): Promise<{ rendered: RenderedBody; releasedLinks: string[] }> {
  const asItIs = await renderPost(ctx, body, by)
  const releasedLinks = [...by.releasedLinks, ...asItIs.quarantined]
  if (asItIs.quarantined.length === 0) return { rendered: asItIs, releasedLinks }
  return { rendered: await renderPost(ctx, body, { ...by, releasedLinks }), releasedLinks }
}
