import { invalid, type Context } from '@stoa/core'
import { findWalletStrings } from '@stoa/guards'

/**
 * Refuses what leads out of the organisation, and addresses of wallets, in words that one person
 * shows at once.
 * @param path of the text in the input
 * @throws Problem 422 `articles_words_lead_out` with the passage
 */
export async function refuseOutside(ctx: Context, path: string, text: string): Promise<void> {
  const [found] = [...(await ctx.ports.safety.findOutside(ctx, text)), ...findWalletStrings(text)]
  if (found)
    throw invalid(path, 'articles_words_lead_out', { passage: text.slice(found.start, found.end) })
}
