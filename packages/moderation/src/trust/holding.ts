import { setImmediate as nextTurn } from 'node:timers/promises'
import { atLeast, forbidden, mapInPortions, type Context } from '@stoa/core'
import { writtenHosts } from '@stoa/guards'
import { hasHeldLink } from '../held-links.ts'
import { isHeldByFilter } from '../filters/applying.ts'
import { judgeUrl } from './links.ts'
import { isOfWave } from '../waves/alike.ts'
import { trustLists } from './lists.ts'
import { laysLure } from './own-contacts.ts'

/** The part of `ports` that says whether somebody has to look at a text before it is public. */
export async function mustWait(
  ctx: Context,
  { text, links, categoryId }: { text: string; links: readonly string[]; categoryId: number }
): Promise<boolean> {
  if (links.length > 0 && (await hasLookalike(ctx, links))) return true
  const found = await Promise.all([
    leadsToSpam(ctx, links, categoryId),
    isOfWave(ctx, text),
    saysWhatWaits(ctx, text)
  ])
  return found.includes(true)
}

async function saysWhatWaits(ctx: Context, text: string): Promise<boolean> {
  // What was asked of the database goes out first: it looks while the text is read here.
  await nextTurn()
  if (await isHeldByFilter(ctx, text)) return true
  return isNew(ctx) && (await isLure(ctx, text))
}

/** Others may name what they warn of, as long as nothing makes a link of it. */
const isLure = async (ctx: Context, text: string): Promise<boolean> =>
  (await laysLure(ctx, text)) || hasLookalike(ctx, writtenHosts(text))

const leadsToSpam = async (
  ctx: Context,
  links: readonly string[],
  categoryId: number
): Promise<boolean> => ctx.actor.role === 'member' && hasHeldLink(ctx, links, categoryId)

const isNew = ({ actor }: Context) => actor.role === 'member' && actor.trust === 'new'

/** The part of `ports` that keeps look-alike links from being let out below staff. */
export async function checkMayRelease(ctx: Context, links: readonly string[]): Promise<void> {
  if (atLeast(ctx.actor.role, 'staff') || links.length === 0) return
  if (await hasLookalike(ctx, links)) throw forbidden('lookalike_needs_staff')
}

/** Whether an address is made to be taken for an official one, or warned of. */
export async function hasLookalike(ctx: Context, urls: readonly string[]): Promise<boolean> {
  const lists = await trustLists(ctx)
  const verdicts = await mapInPortions(urls, (url) => judgeUrl(url, lists).verdict)
  return verdicts.some((verdict) => verdict === 'lookalike' || verdict === 'blocked')
}
