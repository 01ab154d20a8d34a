import { setImmediate as nextTurn } from 'node:timers/promises'
import { atLeast, type Context, invalid } from '@stoa/core'
import { mapInPortions } from '@stoa/core/limits'
import { writtenAddresses, addressPassages, namesAccount } from '@stoa/guards'
import { moderates, type PublicLine } from '@stoa/threads'
import { isHeldByFilter } from './filters/apply.ts'
import { judgeUrl } from './links/links.ts'
import { authorize, can } from './policy.ts'
import { isOfCampaign } from './likeness/likeness.ts'
import { trustLists } from './official/lists.ts'
import { isPhishingText } from './official/own-contacts.ts'
import { namesOutside } from './links/quarantine.ts'

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

const messages = {
  title: 'guards_title_leads_out',
  tags: 'guards_tags_lead_out',
  reason: 'guards_reason_leads_out',
  fields: 'guards_field_leads_out'
}
type Part = keyof typeof messages

/**
 * Port: refuses titles, tags, reasons and answers that lead out of the forum, as these cannot be held. A
 * changed title or tag is also checked together with its post.
 * @throws Problem 422 on the path of the line
 */
export async function checkLine(ctx: Context, { path, text, instead }: PublicLine): Promise<void> {
  const { role, trust } = ctx.actor
  if (role !== 'member' || trust === 'trusted') return
  if (path === 'tags' && namesAccount(text.split(' '))) throw invalid(path, messages.tags)
  const urls = addressPassages(text).map(({ url }) => url)
  if ((await namesOutside(ctx, urls)) || (instead && (await phishingNow(ctx, text, instead))))
    throw invalid(path, messages[path.split('.')[0] as Part])
}

type Instead = NonNullable<PublicLine['instead']>

/** True if the line is a phishing phrase, or becomes one together with its post. */
const phishingNow = async (
  ctx: Context,
  text: string,
  { whole, before }: Instead
): Promise<boolean> =>
  (await phishingPhrases(ctx, text)) ||
  ((await phishingPhrases(ctx, whole)) && !(await phishingPhrases(ctx, before)))

const phishingPhrases = async (ctx: Context, text: string): Promise<boolean> =>
  (await isPhishingText(ctx, text)) || hasLookalike(ctx, writtenAddresses(text))
