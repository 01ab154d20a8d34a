import type { Context } from '@stoa/core'
import type { Authorship, RenderedBody } from './rendering.ts'
import { renderPost } from './rendering.ts'

/**
 * A text as a moderator lets it out who has read it: its links are shown, and in its post from then on.
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
