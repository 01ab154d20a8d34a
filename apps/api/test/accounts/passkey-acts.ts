import { expect } from 'vitest'
import type { TestForum } from '../forum.ts'
import { makeAccount, openBrowser, signedIn, type Browser } from './browser.ts'
import { SoftwareAuthenticator } from './software-authenticator.ts'

type Told = Parameters<SoftwareAuthenticator['get']>[1]

/** Adds a passkey to the account that is signed in. */
export async function addPasskey(
  browser: Pick<Browser, 'post'>,
  {
    name,
    told,
    key = new SoftwareAuthenticator()
  }: { name?: string; told?: Told; key?: SoftwareAuthenticator } = {}
) {
  const { options, attempt } = (await browser.post('/me/passkeys/challenges')).body
  const input = { attempt, credential: key.create(options, told), ...(name && { name }) }
  return { key, added: await browser.post('/me/passkeys', input) }
}

/** Asks for a challenge and signs it. */
export async function signed(
  browser: Pick<Browser, 'post'>,
  key: SoftwareAuthenticator,
  { path = '/sessions/passkey', body, told }: { path?: string; body?: object; told?: Told } = {}
) {
  const { options, attempt } = (await browser.post(`${path}/challenges`, body)).body
  return { ...body, attempt, credential: key.get(options, told) }
}

/** Signs in with a passkey alone. */
export async function signInWith(
  forum: TestForum,
  key: SoftwareAuthenticator,
  { told, browser = openBrowser(forum) }: { told?: Told; browser?: Browser } = {}
) {
  const entered = await browser.post('/sessions/passkey', await signed(browser, key, { told }))
  return { browser, entered }
}

/** An account with a passkey, in the browser that added it. */
export async function accountWithPasskey(
  forum: TestForum,
  given: Parameters<typeof makeAccount>[1] = {}
) {
  const account = await makeAccount(forum, given)
  const browser = await signedIn(forum, account.username)
  const { key, added } = await addPasskey(browser)
  expect(added.status).toBe(201)
  return { ...account, browser, key, id: account.id, codes: added.body.codes as string[] }
}
