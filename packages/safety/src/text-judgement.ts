import { setImmediate as nextTurn } from 'node:timers/promises'
import { atLeast, type Context } from '@stoa/core'
import { mapInPortions } from '@stoa/core/limits'
import { writtenAddresses } from '@stoa/guards'
import { moderates } from '@stoa/threads'
import { isHeldByFilter } from './filters/applying.ts'
import { judgeUrl } from './links/links.ts'
import { authorize, can } from './policy.ts'
import { isOfCampaign } from './likeness/likeness.ts'
import { trustLists } from './official/lists.ts'
import { isPhishingText } from './official/own-contacts.ts'

type Given = { text: string; links: readonly string[]; categoryId: number }
type Judged = { waits: boolean; leadsOut: boolean }

/**
 * Port: returns whether a text has to wait for a moderator. It waits if it has a look-alike link or
 * address and its author is below staff. Unless the author moderates the category, it also waits if
 * it belongs to a campaign, matches a filter `hold`, or is a new member's with a phishing phrase. A
 * phishing phrase of other members below `trusted` is public with a warning (`leadsOut`).
 */
export async function judgeText(ctx: Context, given: Given): Promise<Judged> {
  const { actor } = ctx
  if (atLeast(actor.role, 'staff')) return { waits: false, leadsOut: false }
  if (await isDeceiving(ctx, given)) return { waits: true, leadsOut: false }
  if (moderates(actor, given.categoryId)) return { waits: false, leadsOut: false }
  const [isCampaign, isSaid, leadsOut] = await Promise.all([
    isOfCampaign(ctx, given.text),
    // The campaign query is sent first and runs in the database while the text is scanned here.
    nextTurn().then(() => isHeldByFilter(ctx, given.text)),
    nextTurn().then(() => isPhishing(ctx, given.text))
  ])
  return { waits: isCampaign || isSaid || (leadsOut && actor.trust === 'new'), leadsOut }
}

const isDeceiving = (ctx: Context, { text, links }: Omit<Given, 'categoryId'>): Promise<boolean> =>
  hasLookalike(ctx, [...links, ...writtenAddresses(text).filter((one) => !file.test(one))])

/** File names of the organisation's downloads look like hosts: harbor-4.12.1.apk. */
const file = /\.(?:apk|ipa|exe|msi|dmg|deb|rpm|jar|jpe?g|png|pdf|json|log|txt|csv|xlsx?|docx?)$/

const isPhishing = async (ctx: Context, text: string): Promise<boolean> =>
  ctx.actor.role === 'member' && ctx.actor.trust !== 'trusted' && isPhishingText(ctx, text)

/** Port: only staff may release a text with a look-alike link or address. */
export async function authorizeRelease(
  ctx: Context,
  given: { text: string; links: readonly string[] }
): Promise<void> {
  if (can.release(ctx.actor, { deceives: true })) return
  authorize.release(ctx.actor, { deceives: await isDeceiving(ctx, given) })
}

/** True if an address looks like an official one, or is blocked. */
export async function hasLookalike(ctx: Context, urls: readonly string[]): Promise<boolean> {
  const lists = await trustLists(ctx)
  const verdicts = await mapInPortions(urls, (url) => judgeUrl(url, lists).verdict)
  return verdicts.some((verdict) => verdict === 'lookalike' || verdict === 'blocked')
}
