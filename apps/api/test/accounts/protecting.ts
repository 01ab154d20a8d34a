import { TOTP } from 'otpauth'
import type { TestForum } from '../forum.ts'
import { makeAccount, signedIn, type Browser } from './browser.ts'

const step = 30_000

/** The present code of the authenticator. */
export const codeOf = (forum: TestForum, secret: string) =>
  new TOTP({ secret }).generate({ timestamp: Date.parse(forum.now()) })

/** Turns the second factor on and advances the clock past the code. */
export async function protect(forum: TestForum, browser: Browser) {
  const { secret } = (await browser.post('/me/second-factor')).body
  const code = codeOf(forum, secret)
  const confirmed = await browser.post('/me/second-factor/confirmation', { code })
  forum.advance(2 * step)
  return { secret: String(secret), codes: confirmed.body.codes as string[] }
}

/** An account with a second factor, and the browser that turned it on. */
export async function protectedAccount(forum: TestForum) {
  const account = await makeAccount(forum)
  const browser = await signedIn(forum, account.username)
  return { ...account, browser, ...(await protect(forum, browser)) }
}
