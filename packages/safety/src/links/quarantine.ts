import { and, eq, inArray, or, sql, type SQL } from 'drizzle-orm'
import { atLeast, type Context } from '@stoa/core'
import { mapInPortions } from '@stoa/core/limits'
import { users } from '@stoa/accounts/tables'
import { addressOf } from '@stoa/guards'
import { authorshipColumns, renderAgain } from '@stoa/threads/rendering'
import { posts, threads } from '@stoa/threads/tables'
import { linksOfSpammers } from './swept-links.ts'
import { judgeUrl } from './links.ts'
import { trustLists, type Lists } from '../official/lists.ts'
import { hostOfLink, links, postLinks } from '../schema.ts'

type Of = { authorId: number; categoryId: number }

/**
 * Port: returns the addresses that only the author and moderators may see yet: for a new member all
 * that lead out of the forum, for other members those that a sweep quarantined. Official and
 * harmless hosts are exempt. A closed account keeps its last role and trust.
 */
export async function quarantined(
  ctx: Context,
  urls: readonly string[],
  { authorId, categoryId }: Of
): Promise<string[]> {
  const author = await findAuthor(ctx, authorId)
  if (author.role !== 'member') return []
  const lists = await trustLists(ctx)
  const leadOut = await mapInPortions(urls, (url) => (leadsOut(url, lists) ? [url] : []))
  const outside = leadOut.flat()
  return author.trust === 'new' ? outside : linksOfSpammers(ctx, outside, categoryId)
}

function leadsOut(url: string, lists: Lists): boolean {
  const host = addressOf(url)?.hostname
  if (host === undefined || lists.isAllowed(host)) return false
  return judgeUrl(url, lists).verdict !== 'official'
}

async function findAuthor({ db, actor }: Context, id: number) {
  if (actor.id === id) return { role: actor.role, trust: actor.trust }
  const [author] = await db
    .select({ role: users.role, trust: users.trust })
    .from(users)
    .where(eq(users.id, id))
  return author ?? { role: 'guest', trust: 'new' }
}

/**
 * Effect of a change of an author's trust or role: shows links that need not be quarantined any
 * more.
 */
export const showLinksOf = (ctx: Context, { userId }: { userId: number }): Promise<void> =>
  showWhatNeedNotWait(ctx, eq(posts.authorId, userId))

export const showEased = (ctx: Context): Promise<void> => showWhatNeedNotWait(ctx)

/** Renders only posts with fewer quarantined links than before. */
async function showWhatNeedNotWait(ctx: Context, whose?: SQL): Promise<void> {
  const rows = await ctx.db
    .select({ id: posts.id, kept: posts.quarantinedLinks, ...authorshipColumns })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(and(sql`${posts.quarantinedLinks} <> '{}'`, inArray(posts.state, shown), whose))
  for (const { id, kept, ...by } of rows) {
    const still = await quarantined(ctx, kept, by)
    if (still.length < kept.length) await renderAgain(ctx, [id])
  }
}

const shown = ['visible', 'awaiting_approval', 'hidden', 'withdrawn'] as const

/** Effect of `quarantine.tightened`: quarantines links of new members to the host again. */
export async function hideTightened(ctx: Context, { host }: { host: string }): Promise<void> {
  const named = hostOfLink(links.url)
  const rows = await ctx.db
    .selectDistinct({ id: posts.id })
    .from(links)
    .innerJoin(postLinks, eq(postLinks.token, links.token))
    .innerJoin(posts, and(eq(posts.id, postLinks.postId), inArray(posts.state, shown)))
    .innerJoin(users, and(eq(users.id, posts.authorId), eq(users.trust, 'new')))
    .where(or(eq(named, host), sql`right(${named}, ${host.length + 1}::int) = ${`.${host}`}`))
  await renderAgain(
    ctx,
    rows.map(({ id }) => id)
  )
}

/** True if a new member's title contains an address that leads out of the forum. */
export async function namesOutside(ctx: Context, urls: readonly string[]): Promise<boolean> {
  const { role, trust } = ctx.actor
  if (atLeast(role, 'volunteer') || trust !== 'new') return false
  const lists = await trustLists(ctx)
  return urls.some((url) => leadsOut(url, lists))
}
