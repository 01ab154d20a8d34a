import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import { eq, inArray, sql } from 'drizzle-orm'
import type { Context, Ports } from '@stoa/core'
import { mapInPortions } from '@stoa/core/limits'
import { addressOf, judgeAddress, type Judgement } from '@stoa/guards'
import type { LinkJudge } from '@stoa/threads'
import { renderAgain } from '@stoa/threads/rendering'
import { accountAt, judgeAccount } from '../official/accounts.ts'
import { trustLists, type Lists } from '../official/lists.ts'
import { links, postLinks } from '../schema.ts'

/**
 * Token of an address for the leaving page; a keyed hash, so that nobody can guess other addresses.
 */
export const tokenOf = ({ ports }: Pick<Context, 'ports'>, url: string): string =>
  createHmac('sha256', keyOf(ports)).update(url).digest('base64url').slice(0, 22)

// Cached: creating the key takes as long as hashing an address.
const keys = new WeakMap<Ports, KeyObject>()

function keyOf(ports: Ports): KeyObject {
  const key = keys.get(ports) ?? createSecretKey(ports.keyFor('links'))
  keys.set(ports, key)
  return key
}

/** Judges a link by the current lists. */
export function judgeUrl(url: string, lists: Lists): Judgement {
  const address = addressOf(url)
  if (!address) return { verdict: 'unknown', reasons: [] }
  return listedAccount(address, lists) ?? judgeAddress(address, lists)
}

/** An official profile on a shared site: the handle is in the address. */
function listedAccount(address: URL, lists: Lists): Judgement | undefined {
  const account = accountAt(address)
  const found = account && judgeAccount(lists, account)
  return found?.verdict === 'official'
    ? { verdict: 'official', of: found.of, reasons: ['listed'] }
    : undefined
}

/** Port: judges links while rendering. */
export async function linkJudge(ctx: Context): Promise<LinkJudge> {
  const lists = await trustLists(ctx)
  return (url) => {
    const { verdict } = judgeUrl(url, lists)
    return { verdict, leave: `/leave/${tokenOf(ctx, url)}` }
  }
}

/**
 * Port: stores addresses for the leaving page before a post shows them. It locks only rows that
 * change, and in one order: two posts with the same addresses would otherwise wait for each other.
 */
export async function keepLinks(ctx: Context, urls: readonly string[]): Promise<void> {
  if (urls.length === 0) return
  const lists = await trustLists(ctx)
  const tokens = await mapInPortions(urls, (url) => tokenOf(ctx, url))
  const thought = await mapInPortions(urls, (url) => judgeUrl(url, lists).verdict)
  await ctx.db.execute(sql`insert into ${links} (token, url, verdict, kept_at)
    select given.*, ${ctx.now}::timestamptz
    from unnest(${sql.param(tokens)}::text[], ${sql.param([...urls])}::text[],
      ${sql.param(thought)}::text[]) given (token, url, verdict), ${durability(ctx)}
    where not exists (select from links same
      where same.token = given.token and same.verdict = given.verdict)
    order by given.token
    on conflict (token) do update set verdict = excluded.verdict
    where links.verdict <> excluded.verdict`)
}

// Outside a transaction it does not wait for the disk; after a crash, `recordLinks` stores them
// again.
const durability = ({ writing }: Context) =>
  writing
    ? sql`(select) as_it_is`
    : sql`(select set_config('synchronous_commit', 'off', true)) at_ease`

/** Effect of `trust.changed`: judges all stored links again and renders their posts. */
export async function judgeLinksAgain(ctx: Context): Promise<void> {
  const lists = await trustLists(ctx)
  const rows = await ctx.db
    .select({ token: links.token, url: links.url, verdict: links.verdict })
    .from(links)
  const changed = rows.filter(({ url, verdict }) => judgeUrl(url, lists).verdict !== verdict)
  for (const { token, url } of changed)
    await ctx.db
      .update(links)
      .set({ verdict: judgeUrl(url, lists).verdict })
      .where(eq(links.token, token))
  const tokens = changed.map(({ token }) => token)
  await renderAgain(ctx, await postsWith(ctx, tokens))
}

async function postsWith({ db }: Context, tokens: string[]): Promise<number[]> {
  if (tokens.length === 0) return []
  const rows = await db
    .selectDistinct({ id: postLinks.postId })
    .from(postLinks)
    .where(inArray(postLinks.token, tokens))
  return rows.map(({ id }) => id)
}
