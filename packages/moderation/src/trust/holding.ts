import { setImmediate as nextTurn } from 'node:timers/promises'
import { atLeast, forbidden, mapInPortions, type Context } from '@stoa/core'
import { writtenAddresses } from '@stoa/guards'
import { moderates } from '@stoa/threads'
import { isHeldByFilter } from '../filters/applying.ts'
import { judgeUrl } from './links.ts'
import { isOfCampaign } from '../campaigns/likeness.ts'
import { trustLists } from './lists.ts'
import { isPhishingText } from './own-contacts.ts'

type Given = { text: string; links: readonly string[]; categoryId: number }
type Judged = { waits: boolean; leadsOut: boolean }

/**
 * The part of `ports` that says whether somebody has to look at a text before it is public: at what
 * imitates an official address, linked or written, of anybody below staff; at what is of a campaign or
 * has words that wait, unless its author moderates there; at bait of new members. Bait of others is
 * public until they are trusted, with a line that says so.
 */
export async function judgeText(ctx: Context, given: Given): Promise<Judged> {
  const { actor } = ctx
  if (atLeast(actor.role, 'staff')) return { waits: false, leadsOut: false }
  if (await isDeceiving(ctx, given)) return { waits: true, leadsOut: false }
  if (moderates(actor, given.categoryId)) return { waits: false, leadsOut: false }
  const [isCampaign, isSaid, leadsOut] = await Promise.all([
    isOfCampaign(ctx, given.text),
    // What was asked of the database goes out first: it looks while the text is read here.
    nextTurn().then(() => isHeldByFilter(ctx, given.text)),
    nextTurn().then(() => isPhishing(ctx, given.text))
  ])
  return { waits: isCampaign || isSaid || (leadsOut && actor.trust === 'new'), leadsOut }
}

const isDeceiving = (ctx: Context, { text, links }: Omit<Given, 'categoryId'>): Promise<boolean> =>
  hasLookalike(ctx, [...links, ...writtenAddresses(text).filter((one) => !file.test(one))])

/** What the organisation offers for download has its name: harbor-4.12.1.apk. */
const file = /\.(?:apk|ipa|exe|msi|dmg|deb|rpm|jar|jpe?g|png|pdf|json|log|txt|csv|xlsx?|docx?)$/

const isPhishing = async (ctx: Context, text: string): Promise<boolean> =>
  ctx.actor.role === 'member' && ctx.actor.trust !== 'trusted' && isPhishingText(ctx, text)

/** The part of `ports` that keeps what imitates an official address, linked or written, in below staff. */
export async function checkMayRelease(
  ctx: Context,
  given: { text: string; links: readonly string[] }
): Promise<void> {
  if (atLeast(ctx.actor.role, 'staff')) return
  if (await isDeceiving(ctx, given)) throw forbidden('lookalike_needs_staff')
}

/** Whether an address is made to be taken for an official one, or warned of. */
export async function hasLookalike(ctx: Context, urls: readonly string[]): Promise<boolean> {
  const lists = await trustLists(ctx)
  const verdicts = await mapInPortions(urls, (url) => judgeUrl(url, lists).verdict)
  return verdicts.some((verdict) => verdict === 'lookalike' || verdict === 'blocked')
}
