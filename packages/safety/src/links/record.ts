import { and, eq, inArray, lt, notExists, notInArray, sql } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { isAmong } from '@stoa/core/data'
import { mapInPortions } from '@stoa/core/limits'
import { changedPosts, type ChangedPost } from '@stoa/threads'
import { addressesIn, linksOf } from '@stoa/threads/rendering'
import { links, postLinks } from '../schema.ts'
import { keepLinks, tokenOf } from './links.ts'

/**
 * Effect of every change of a post's text: stores the addresses it contains, for new members also
 * unlinked ones, and deletes addresses that are in no post any more. Of new posts none is stored.
 */
export async function recordLinks(
  ctx: Context,
  postIds: readonly number[],
  are: 'new' | 'changed' = 'changed'
): Promise<void> {
  const without: number[] = []
  for (const post of await changedPosts(ctx, postIds)) {
    const urls = [...new Set([...addressesOfPost(post), ...post.quarantined])]
    if (urls.length > 0) await recordLinksOf(ctx, post.id, urls)
    else without.push(post.id)
  }
  if (are === 'changed' && without.length > 0) await deleteLinksOf(ctx, without)
}

async function deleteLinksOf(ctx: Context, postIds: number[]) {
  const gone = await ctx.db
    .delete(postLinks)
    .where(isAmong(postLinks.postId, postIds))
    .returning({ token: postLinks.token })
  await clear(
    ctx,
    gone.map(({ token }) => token)
  )
}

async function recordLinksOf(ctx: Context, postId: number, urls: string[]) {
  const tokens = await mapInPortions(urls, (url) => tokenOf(ctx, url))
  await keepLinks(ctx, urls)
  const gone = await dropOthers(ctx, postId, tokens)
  if (tokens.length > 0)
    await ctx.db
      .insert(postLinks)
      .values(tokens.map((token) => ({ token, postId })))
      .onConflictDoNothing()
  await clear(ctx, gone)
}

const addressesOfPost = ({ body, authorTrust }: ChangedPost) =>
  authorTrust === 'new' ? addressesIn(body) : linksOf(body)

/** Returns the removed tokens. */
async function dropOthers({ db }: Context, postId: number, tokens: string[]): Promise<string[]> {
  const others = tokens.length > 0 ? notInArray(postLinks.token, tokens) : undefined
  const gone = await db
    .delete(postLinks)
    .where(and(eq(postLinks.postId, postId), others))
    .returning({ token: postLinks.token })
  return gone.map(({ token }) => token)
}

const standsNowhere = ({ db }: Context) =>
  notExists(
    db
      .select({ one: sql`1` })
      .from(postLinks)
      .where(eq(postLinks.token, links.token))
  )

async function clear(ctx: Context, tokens: string[]) {
  if (tokens.length === 0) return
  await ctx.db.delete(links).where(and(inArray(links.token, tokens), standsNowhere(ctx)))
}

const hour = 3600_000

/** Timed task: deletes addresses whose post was never stored. */
export async function deleteOldLinks(ctx: Context): Promise<void> {
  await ctx.db.delete(links).where(and(lt(links.keptAt, after(ctx.now, -hour)), standsNowhere(ctx)))
}
