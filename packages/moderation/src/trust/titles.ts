import { invalid, type Context } from '@stoa/core'
import { addressPassages, writtenAddresses } from '@stoa/guards'
import { hasLookalike } from './holding.ts'
import { laysLure } from './own-contacts.ts'
import { namesOutside } from './quarantining.ts'

/**
 * The part of `ports` that keeps what leads out of the forum out of titles, where nothing of it can wait
 * for a moderator.
 * @param given `alone`: a title of a thread that is there; that of a new one is judged with its text
 * @throws Problem 422 on `title`
 */
export async function checkTitle(ctx: Context, { title, alone }: Given): Promise<void> {
  const { role, trust } = ctx.actor
  if (role !== 'member' || trust === 'trusted') return
  const urls = addressPassages(title).map(({ url }) => url)
  if ((await namesOutside(ctx, urls)) || (alone && (await lures(ctx, title))))
    throw invalid('title', 'guards_title_leads_out')
}

type Given = { title: string; alone: boolean }

const lures = async (ctx: Context, title: string): Promise<boolean> =>
  (await laysLure(ctx, title)) || hasLookalike(ctx, writtenAddresses(title))
