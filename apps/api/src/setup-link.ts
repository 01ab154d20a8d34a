import { createSetupLink, hasAdmin, hasOpenLink } from '@stoa/accounts/setup'
import type { Context } from '@stoa/core'

/**
 * Says how to set up a forum that has no admin yet; no line for others. The link is shown once, as
 * only its hash is stored, and never logged.
 */
export async function setupLines(ctx: Context): Promise<string[]> {
  if (await hasAdmin(ctx)) return []
  const link = (await hasOpenLink(ctx)) ? undefined : await createSetupLink(ctx)
  return link
    ? ['', 'Set up this forum within 24 hours, with this link. It works once:', `  ${link}`]
    : ['', 'The set-up link was printed before. A new one: npm run stoa -- setup-link']
}
