import { createSetupLink, hasAccounts, hasAdmin, hasOpenLink } from '@stoa/accounts/setup'
import type { Context } from '@stoa/core'
import { commandLine } from '@stoa/core/release'

/**
 * Says how to set up a forum that has no admin yet; no line for others. The link is shown once, as
 * only its hash is stored, and never logged. A forum with accounts gets one by the command alone:
 * the output of a server may be read by more people than those who run it.
 */
export async function setupLines(ctx: Context): Promise<string[]> {
  if (await hasAdmin(ctx)) return []
  const isDue = !(await hasOpenLink(ctx)) && !(await hasAccounts(ctx))
  const link = isDue ? await createSetupLink(ctx) : undefined
  return link
    ? ['', 'Set up this forum within 24 hours, with this link. It works once:', `  ${link}`]
    : ['', `No admin has a second factor yet. For a set-up link: ${commandLine} setup-link`]
}
