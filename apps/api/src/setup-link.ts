import { createSetupLink, hasAdmin, hasOpenLink } from '@stoa/accounts/setup'
import type { Context } from '@stoa/core'

/**
 * Prints how to set up a forum that has no admin yet. The link is printed once, as only its hash is
 * stored, and never logged.
 */
export async function announceSetup(ctx: Context, say: (line: string) => void): Promise<void> {
  if (await hasAdmin(ctx)) return
  const link = (await hasOpenLink(ctx)) ? undefined : await createSetupLink(ctx)
  say('')
  if (link) {
    say('Set up this forum within 24 hours, with this link. It works once:')
    say(`  ${link}`)
  } else say('The set-up link was printed before. A new one: npm run stoa -- setup-link')
}
