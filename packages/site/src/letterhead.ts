import type { Context, Locale } from '@stoa/core'
import { currentSite } from './current.ts'
import { showIn } from './show.ts'
import { wordsOf } from './words.ts'

/** What surrounds the text of a mail in a language. */
export async function letterhead(ctx: Context, locale: Locale) {
  const site = await currentSite(ctx)
  const { publicOrigin } = ctx.ports
  const { name, sender, signature } = wordsOf(site, locale, publicOrigin)
  const { accent, logo } = showIn(site, locale, publicOrigin)
  return {
    ...{ name, sender, signature, replyTo: site.content.replyTo },
    accent: accent && { light: accent.light, dark: accent.dark },
    logo: logo && `${publicOrigin}${logo.light}`
  }
}
