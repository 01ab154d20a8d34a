import { setImmediate as nextTurn } from 'node:timers/promises'
import { and, eq, inArray, isNull, ne, or, sql, type SQL } from 'drizzle-orm'
import { atLeast, type Context } from '@stoa/core'
import { mapInPortions } from '@stoa/core/limits'
import { users } from '@stoa/accounts/tables'
import { preparedRead } from '@stoa/threads'
import { linksOf } from '@stoa/threads/rendering'
import { posts } from '@stoa/threads/tables'
import { comparedPage, sweptKeyOf, holdersOf, levelsOf, type Levels } from './address-levels.ts'
import { sweptLinks, hostOfLink, links, pageOfLink, postLinks } from '../schema.ts'
import { judgeUrl } from './links.ts'
import { trustLists } from '../official/lists.ts'

type Swept = { sweepId: number; userId: number }

/**
 * Quarantines the addresses in a spammer's texts, in the transaction of the sweep. From then on,
 * links of members to them wait for a moderator: everywhere, or in the categories of the volunteer
 * who sweeps. `sweptKeyOf` limits an address to what members above `new` do not link to in public
 * posts. Official links are never quarantined.
 * @returns how many hosts and addresses the sweep quarantines now
 */
export async function holdLinks(
  ctx: Context,
  { sweepId, userId }: Swept,
  texts: readonly string[]
): Promise<number> {
  const addresses = await addressesIn(ctx, texts)
  const ofOthers = await addressesOfOthers(ctx, userId, addresses)
  const keys = [...new Set(addresses.map((address) => sweptKeyOf(address, ofOthers)))]
  if (keys.length > 0) await hold(ctx, sweepId, keys)
  return ctx.db.$count(sweptLinks, eq(sweptLinks.sweepId, sweepId))
}

/**
 * Yields after each text: two hundred long ones take seconds, and other requests must be served in
 * between.
 */
async function addressesIn(ctx: Context, texts: readonly string[]): Promise<Levels[]> {
  const lists = await trustLists(ctx)
  const urls = new Set<string>()
  for (const text of texts) {
    for (const url of linksOf(text)) urls.add(url)
    await nextTurn()
  }
  const levels = await mapInPortions([...urls], (url) =>
    judgeUrl(url, lists).verdict === 'official' ? [] : levelsOf(url)
  )
  return levels.flat()
}

async function addressesOfOthers(ctx: Context, userId: number, addresses: Levels[]) {
  const hosts = addresses.map(({ host }) => host)
  const pages = addresses.map(comparedPage)
  return new Set([
    ...(await believedOf(ctx, userId, { keys: hosts, keyOfLink: hostOfLink(links.url) })),
    ...(await believedOf(ctx, userId, { keys: pages, keyOfLink: pageOfLink(links.url) }))
  ])
}

type Asked = { keys: string[]; keyOfLink: SQL<string> }

/**
 * Returns the keys that another member above `new` links to in a public post. The lateral join
 * stops at the first link of each key.
 */
async function believedOf({ db }: Context, userId: number, { keys, keyOfLink }: Asked) {
  const link = db
    .select({ token: links.token })
    .from(links)
    .innerJoin(postLinks, eq(postLinks.token, links.token))
    .innerJoin(posts, and(eq(posts.id, postLinks.postId), eq(posts.state, 'visible')))
    .innerJoin(users, and(eq(users.id, posts.authorId), ne(users.trust, 'new')))
    .where(and(ne(posts.authorId, userId), eq(keyOfLink, sql`asked.key`)))
    .limit(1)
  const rows = await db.execute<{ key: string }>(sql`select asked.key
    from unnest(${sql.param([...new Set(keys)])}::text[]) asked(key), lateral ${link} found`)
  return rows.map(({ key }) => key)
}

/** If staff and a volunteer quarantine the same key, it is quarantined everywhere. */
async function hold({ db, actor }: Context, sweepId: number, keys: string[]) {
  const categoryIds = atLeast(actor.role, 'staff') ? null : [...actor.moderates]
  await db.execute(sql`insert into ${sweptLinks} (sweep_id, key, category_ids)
    select ${sweepId}::bigint, key, ${sql.param(categoryIds)}::bigint[]
    from unnest(${sql.param(keys)}::text[]) key
    on conflict (sweep_id, key) do update
    set category_ids = case when excluded.category_ids is not null
      then swept_links.category_ids || excluded.category_ids end
    where swept_links.category_ids is not null`)
}

const isHere = or(
  isNull(sweptLinks.categoryIds),
  sql`${sql.placeholder('categoryId')}::bigint = any(${sweptLinks.categoryIds})`
)

const sweptRead = preparedRead((db) =>
  db
    .selectDistinct({ key: sweptLinks.key })
    .from(sweptLinks)
    .where(and(sql`${sweptLinks.key} = any(${sql.placeholder('keys')}::text[])`, isHere))
    .prepare('swept_links')
)

/** Releases the addresses that these sweeps quarantined, in the transaction that ends the sweeps. */
export const releaseLinks = async ({ db }: Context, sweepIds: number[]) =>
  void (await db.delete(sweptLinks).where(inArray(sweptLinks.sweepId, sweepIds)))

/** Returns those addresses that a sweep in force has quarantined in this category. */
export async function linksOfSpammers(
  ctx: Context,
  urls: readonly string[],
  categoryId: number
): Promise<string[]> {
  const keysOf = (url: string) => levelsOf(url).flatMap(holdersOf)
  const keys = urls.flatMap(keysOf)
  if (keys.length === 0) return []
  const rows = await sweptRead(ctx).execute({ keys, categoryId })
  const held = new Set(rows.map(({ key }) => key))
  return urls.filter((url) => keysOf(url).some((key) => held.has(key)))
}
