import { randomBytes } from 'node:crypto'
import type { BrowserContext } from '@playwright/test'

export type Account = { username: string; email: string; password: string }

/** A username that no other test uses. */
export const ownName = () => `reader${randomBytes(4).toString('hex')}`

/** An account of the demo. Tests share these accounts and must leave them unchanged. */
export const demoAccount = (
  username: 'member' | 'member2' | 'volunteer' | 'staff' | 'admin'
): Account => ({
  username,
  email: `${username}@demo.test`,
  password: 'demo-only-password'
})

/** Asks the server beside the forum, `apps/api/test/other-users.ts`. */
async function beside<T>(path: string, body: object): Promise<T> {
  const url = `${process.env['OTHER_USERS_ORIGIN']}${path}`
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${url}: ${await answer.text()}`)
  return (await answer.json()) as T
}

/** Creates a member with a verified address, outside the running forum's pages. */
export async function makeAccount(): Promise<Account> {
  const username = ownName()
  const password = randomBytes(15).toString('base64url')
  const account = { username, email: `${username}@journeys.test`, password }
  await beside('/accounts', account)
  return account
}

/**
 * Signs in without the pages, as one address may sign in sixty times in five minutes.
 * @returns the cookie of the session, `name=value`
 */
export async function sessionOf({ username }: Pick<Account, 'username'>): Promise<string> {
  return (await beside<{ cookie: string }>('/sessions', { username })).cookie
}

/** Signs a browser in. */
export async function signIn(context: BrowserContext, origin: string, account: Account) {
  await context.addCookies([cookieOf(await sessionOf(account), origin)])
}

/** Converts a cookie `name=value` for the browser. */
export function cookieOf(written = '', url: string) {
  const [name = '', value = ''] = written.split('=')
  return { name, value, url }
}
