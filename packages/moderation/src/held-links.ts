import { setImmediate as nextTurn } from 'node:timers/promises'
import { and, eq, inArray, isNull, ne, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { users } from '@stoa/accounts/schema'
import { addressOf } from '@stoa/guards'
import { linksOf } from '@stoa/threads'
import { posts } from '@stoa/threads/schema'
import { heldLinks, links, postLinks, sweeps } from './schema.ts'
import { judgeUrl } from './trust/links.ts'
import { trustLists } from './trust/lists.ts'

/** Of one account; a sweep that goes on adds its own. */
const atMost = 100

type Swept = { sweepId: number; userId: number }

/**
 * Holds where the texts of a spammer lead, in the transaction of their sweep: what members write with
 * such a link waits for a moderator. A host is held as a whole unless members above `new` link to it as
 * well, in posts that are public; of such a host these very addresses are. Official links never are.
 * @returns how many are held now
 */
export async function holdLinks(
  ctx: Context,
  { sweepId, userId }: Swept,
  texts: readonly string[]
): Promise<number> {
  const lists = await trustLists(ctx)
  const urls = (await addressesIn(texts))
    .filter((url) => judgeUrl(url, lists).verdict !== 'official')
    .slice(0, atMost)
  const common = await hostsOfOthers(ctx, userId, [...new Set(urls.flatMap(hostOf))])
  const keys = new Set(
    urls.flatMap((url) => hostOf(url).map((host) => (common.has(host) ? url : host)))
  )
  if (keys.size > 0)
    await ctx.db
      .insert(heldLinks)
      .values([...keys].map((key) => ({ sweepId, key })))
      .onConflictDoNothing()
  return ctx.db.$count(heldLinks, eq(heldLinks.sweepId, sweepId))
}

/** Each text in a turn of its own: two hundred of the longest take seconds, and others are served between. */
async function addressesIn(texts: readonly string[]): Promise<string[]> {
  const urls = new Set<string>()
  for (const text of texts) {
    for (const url of linksOf(text)) urls.add(url)
    await nextTurn()
  }
  return [...urls]
}

const hostOf = (url: string): string[] => [addressOf(url)?.hostname ?? []].flat()

/** Those of the hosts to which people link whom one may believe. */
async function hostsOfOthers({ db }: Context, userId: number, hosts: string[]) {
  if (hosts.length === 0) return new Set<string>()
  const host = sql<string>`lower(split_part(split_part(split_part(${links.url}, '//', 2), '/', 1), ':', 1))`
  const rows = await db
    .selectDistinct({ host })
    .from(links)
    .innerJoin(postLinks, eq(postLinks.token, links.token))
    .innerJoin(posts, and(eq(posts.id, postLinks.postId), eq(posts.state, 'visible')))
    .innerJoin(users, and(eq(users.id, posts.authorId), ne(users.trust, 'new')))
    .where(and(ne(posts.authorId, userId), inArray(host, hosts)))
  return new Set(rows.map((row) => row.host))
}

/** `a.b.example` and `b.example`: whoever has a domain has as many below it as they like. */
function withParents(host: string): string[] {
  const labels = host.split('.')
  return labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'))
}

/** Whether a text leads where a spammer led whose sweep stands. */
export async function hasHeldLink({ db }: Context, urls: readonly string[]): Promise<boolean> {
  if (urls.length === 0) return false
  const keys = [...urls, ...urls.flatMap(hostOf).flatMap(withParents)]
  const held = await db
    .select({ key: heldLinks.key })
    .from(heldLinks)
    .innerJoin(sweeps, and(eq(sweeps.id, heldLinks.sweepId), isNull(sweeps.undoneAt)))
    .where(inArray(heldLinks.key, keys))
    .limit(1)
  return held.length > 0
}
