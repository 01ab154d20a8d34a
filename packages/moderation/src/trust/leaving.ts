import { eq } from 'drizzle-orm'
import { notFound, type Context } from '@stoa/core'
import { judgeUrl } from './links.ts'
import { trustLists } from './lists.ts'
import { links } from './schema.ts'

/**
 * Where a link of a post leads, in full, for whoever was shown the link.
 * @throws Problem 404 when no post has it (any more)
 */
export async function showLink(ctx: Context, token: string) {
  const [link] = await ctx.db.select({ url: links.url }).from(links).where(eq(links.token, token))
  if (!link) throw notFound()
  const judged = judgeUrl(link.url, await trustLists(ctx))
  return { ...judged, url: link.url, host: new URL(link.url).host }
}
