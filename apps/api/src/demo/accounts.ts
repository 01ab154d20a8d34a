import { createAccount } from '@stoa/accounts'
import { after, type Context } from '@stoa/core'
import { demoUsers, milliseconds } from './texts.ts'

const password = 'demo-only-password'
const announced = ['member', 'member2', 'volunteer', 'staff', 'admin']

/** Makes the accounts of the demo community, each at the time it joined. */
export async function createDemoAccounts(ctx: Context): Promise<void> {
  for (const { joined, username, email, role, capabilities, locale, bio } of demoUsers) {
    const account = { username, email, role, capabilities, locale, bio, password, demo: true }
    await createAccount({ ...ctx, now: after(ctx.now, -milliseconds(joined)) }, account)
  }
}

/** Tells whoever starts the demo how to sign in. */
export function announceDemo(say: (line: string) => void): void {
  say('')
  say(`Demo accounts, all with the password ${password}:`)
  for (const username of announced) say(`  ${username.padEnd(9)}  ${username}@demo.test`)
}
