import { invalid, type Context } from '@stoa/core'
import { checkDefaultText, type TextByLocale } from '@stoa/core/languages'
import { findWalletStrings } from '@stoa/guards'
import type { ReviewedText } from './ports.ts'

/**
 * Reviews a text of the organisation in each language, as `reviewOfficial`.
 * @param path of the texts in the input
 * @param texts undefined leaves the stored ones as they are
 * @throws Problem 422 as `reviewOfficial` and `checkDefaultText`
 */
export async function reviewTexts(
  ctx: Context,
  path: string,
  texts: TextByLocale | undefined
): Promise<void> {
  for (const [locale, text] of Object.entries(texts ?? {}))
    await reviewOfficial(ctx, { path: `${path}.${locale}`, text })
  checkDefaultText(ctx, path, texts)
}

/**
 * Reviews a text that the organisation speaks in and that one person shows at once: it leads
 * nowhere, because no second person has seen where.
 * @throws Problem 422 as `ports.safety.review`, and `field_leads_outside` with the passage
 */
export async function reviewOfficial(ctx: Context, given: ReviewedText): Promise<void> {
  const { path, text } = given
  await ctx.ports.safety.review(ctx, given)
  const [found] = await findLeadingOut(ctx, text)
  if (found)
    throw invalid(path, 'field_leads_outside', { passage: text.slice(found.start, found.end) })
}

/** Finds what leads out of the organisation, as `ports.safety.findOutside`, and wallets. */
export const findLeadingOut = async (ctx: Context, text: string) => [
  ...(await ctx.ports.safety.findOutside(ctx, text)),
  ...findWalletStrings(text)
]
