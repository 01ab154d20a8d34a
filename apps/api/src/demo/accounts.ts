import { createAccount } from '@stoa/accounts'
import { after, type Context } from '@stoa/core'
import { announced, password } from './announced.ts'
import { demoUsers, milliseconds } from './texts.ts'

/**
 * Creates the accounts of the demo community, each at the time it joined.
 * @returns their ids by username
 */
export async function createDemoAccounts(ctx: Context): Promise<Map<string, number>> {
  const ids = new Map<string, number>()
  for (const { joined, locale, ...user } of demoUsers) {
    const then = { ...ctx, now: after(ctx.now, -milliseconds(joined)) }
    // The announced accounts have no locale, so that visitors read in the language of their
    // browser.
    const reads = user.username in announced ? undefined : locale
    const account = { ...user, locale: reads, password, demo: true }
    ids.set(user.username, await createAccount(then, account))
  }
  return ids
}
