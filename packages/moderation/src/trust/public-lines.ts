import { invalid, type Context } from '@stoa/core'
import { addressPassages, namesAccount, writtenAddresses } from '@stoa/guards'
import type { PublicLine } from '@stoa/threads'
import { hasLookalike } from './holding.ts'
import { isPhishingText } from './own-contacts.ts'
import { namesOutside } from './quarantining.ts'

const messages = {
  title: 'guards_title_leads_out',
  tags: 'guards_tags_lead_out',
  reason: 'guards_reason_leads_out'
}

/**
 * The part of `ports` that keeps what leads out of the forum out of titles, tags and reasons, where nothing
 * of it can wait for a moderator. What is written anew is judged with its text besides.
 * @throws Problem 422 on the path of the line
 */
export async function checkLine(ctx: Context, { path, text, instead }: PublicLine): Promise<void> {
  const { role, trust } = ctx.actor
  if (role !== 'member' || trust === 'trusted') return
  if (path === 'tags' && namesAccount(text.split(' '))) throw invalid(path, messages.tags)
  const urls = addressPassages(text).map(({ url }) => url)
  if ((await namesOutside(ctx, urls)) || (instead && (await phishingNow(ctx, text, instead))))
    throw invalid(path, messages[path])
}

type Instead = NonNullable<PublicLine['instead']>

/** By itself, or only with what stands beside it. */
const phishingNow = async (
  ctx: Context,
  text: string,
  { whole, before }: Instead
): Promise<boolean> =>
  (await phishingPhrases(ctx, text)) ||
  ((await phishingPhrases(ctx, whole)) && !(await phishingPhrases(ctx, before)))

const phishingPhrases = async (ctx: Context, text: string): Promise<boolean> =>
  (await isPhishingText(ctx, text)) || hasLookalike(ctx, writtenAddresses(text))
