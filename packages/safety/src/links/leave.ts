import { whereModerated } from '@stoa/threads'
import { eq, or, sql } from 'drizzle-orm'
import { atLeast, notFound, type Context } from '@stoa/core'
import { posts, threads } from '@stoa/threads/tables'
import { judgeUrl } from './links.ts'
import { trustLists } from '../official/lists.ts'
import { links, postLinks } from '../schema.ts'

/**
 * Returns the full target of a link, for readers who were shown the link.
 * @throws Problem 404 if no post has the link any more, or if it is quarantined everywhere and the
 * actor is neither an author nor a moderator
 */
export async function showLink(ctx: Context, token: string) {
  const [link] = await ctx.db.select({ url: links.url }).from(links).where(eq(links.token, token))
  if (!link || !(await isShown(ctx, token, link.url))) throw notFound()
  const judged = judgeUrl(link.url, await trustLists(ctx))
  return { ...judged, url: link.url, host: new URL(link.url).host }
}

/** A link without rows was posted just now: only readers of the post know the token. */
async function isShown(ctx: Context, token: string, url: string): Promise<boolean> {
  const rows = await ctx.db
    .select({
      isPublic: sql<boolean>`${url} <> all(${posts.quarantinedLinks})`,
      isTheirs: isTheirs(ctx)
    })
    .from(postLinks)
    .innerJoin(posts, eq(posts.id, postLinks.postId))
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(eq(postLinks.token, token))
    .orderBy(sql`${url} = any(${posts.quarantinedLinks})`)
    .limit(postLimit)
  return rows.length === 0 || rows.some(({ isPublic, isTheirs }) => isPublic || isTheirs)
}

/** Posts in which the link is public come first. */
const postLimit = 100

function isTheirs(ctx: Context) {
  if (!atLeast(ctx.actor.role, 'member')) return sql<boolean>`false`
  const moderated = whereModerated(ctx) ?? sql`true`
  return sql<boolean>`(${or(eq(posts.authorId, ctx.actor.id), moderated)})`
}
