import type { Context } from '@stoa/core'
import { writtenAddresses } from '@stoa/guards'
import { targetsOf } from '@stoa/threads/rendering'
import type { signs } from '../shapes.ts'
import { hasLookalike } from '@stoa/safety'
import { isPhishingText } from '@stoa/safety'

type Sign = (typeof signs)[number]

/** Returns the signs of a scam in a text that awaits approval, for moderators to check first. */
export async function signsOf(ctx: Context, body: string): Promise<Sign[]> {
  const phishingPhrases = await isPhishingText(ctx, body)
  if (await hasLookalike(ctx, await targetsOf(ctx, body)))
    return phishingPhrases ? ['lookalike', 'phishing'] : ['lookalike']
  return phishingPhrases || (await hasLookalike(ctx, writtenAddresses(body))) ? ['phishing'] : []
}
