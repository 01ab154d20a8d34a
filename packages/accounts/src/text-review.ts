import type { Context } from '@stoa/core'
import { checkDefaultText, type TextByLocale } from '@stoa/core/languages'

/**
 * Reviews a text of the organisation in each language before it is stored.
 * @param path of the texts in the input
 * @param texts undefined leaves the stored ones as they are
 * @throws Problem 422 as `ports.safety.review` and `checkDefaultText`
 */
export async function reviewTexts(
  ctx: Context,
  path: string,
  texts: TextByLocale | undefined
): Promise<void> {
  for (const [locale, text] of Object.entries(texts ?? {}))
    await ctx.ports.safety.review(ctx, { path: `${path}.${locale}`, text })
  checkDefaultText(ctx, path, texts)
}
