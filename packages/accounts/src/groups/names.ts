import type { Context } from '@stoa/core'
import { checkDefaultText, type TextByLocale } from '@stoa/core/languages'

/**
 * Reviews the names of a group before they are stored.
 * @throws Problem 422 without a name in the forum's default language; as `ports.safety.review`
 */
export async function checkNames(ctx: Context, names: TextByLocale): Promise<void> {
  for (const [locale, text] of Object.entries(names))
    await ctx.ports.safety.review(ctx, { path: `name.${locale}`, text })
  checkDefaultText(ctx, 'name', names)
}
