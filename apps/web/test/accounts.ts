import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import type { BrowserContext } from '@playwright/test'
import { dataFolder } from './mailbox.ts'
import { startProgram, type ScriptedProcess } from './scripted-process.ts'

export type Account = { username: string; email: string; password: string }

/** A username that no other test uses. */
export const ownName = () => `reader${randomBytes(4).toString('hex')}`

/** An account of the demo. Tests share these accounts and must leave them unchanged. */
export const demoAccount = (username: 'member' | 'volunteer' | 'staff' | 'admin'): Account => ({
  username,
  email: `${username}@demo.test`,
  password: 'demo-only-password'
})

const path = fileURLToPath(new URL('../../api/test/other-users.ts', import.meta.url))
let started: Promise<ScriptedProcess> | undefined

// Starting it takes a second, so it runs until the test process ends.
const beside = () =>
  (started ??= startProgram(path, { env: { ...process.env, STOA_DATA: dataFolder() } }))

/** Creates a member with a verified address, outside the running forum's pages. */
export async function makeAccount(): Promise<Account> {
  const username = ownName()
  const password = randomBytes(15).toString('base64url')
  const account = { username, email: `${username}@journeys.test`, password }
  await (await beside()).send({ account })
  return account
}

/**
 * Signs in by the API and sets the cookie. All tests share one address, which may sign in sixty
 * times in five minutes.
 */
export async function signIn(
  context: BrowserContext,
  origin: string,
  { username }: Account
): Promise<void> {
  const cookie = await (await beside()).send({ signIn: username })
  await context.addCookies([cookieOf(cookie, origin)])
}

/** Converts a cookie `name=value` for the browser. */
export function cookieOf(written = '', url: string) {
  const [name = '', value = ''] = written.split('=')
  return { name, value, url }
}
