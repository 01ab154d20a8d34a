import { invalid, type Context } from '@stoa/core'
import { addressPassages, namesAccount, writtenAddresses } from '@stoa/guards'
import type { PublicLine } from '@stoa/threads'
import { hasLookalike } from '../text-judgement.ts'
import { isPhishingText } from './own-contacts.ts'
import { namesOutside } from '../links/quarantining.ts'

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
