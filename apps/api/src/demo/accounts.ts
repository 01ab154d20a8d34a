import { createAccount } from '@stoa/accounts'
import { after, type Context } from '@stoa/core'
import { demoUsers, milliseconds } from './texts.ts'

const password = 'demo-only-password'
const announced = {
  member: 'asks and answers, in Chinese',
  member2: 'asks and answers, in English',
  volunteer: 'moderates Deposits and Scam alerts',
  staff: 'answers officially, moderates everywhere',
  admin: 'runs the forum'
}

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

/** Prints how to sign in to the demo accounts. */
export function announceDemo(say: (line: string) => void): void {
  say('')
  say(`Demo accounts, all with the password ${password}:`)
  for (const [username, does] of Object.entries(announced))
    say(`  ${username.padEnd(9)}  ${`${username}@demo.test`.padEnd(19)}  ${does}`)
}
