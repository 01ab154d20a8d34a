import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { beforeAll, expect } from 'vitest'
import { signInProviders, users } from '@stoa/accounts/schema'
import type { TestForum } from '../forum.ts'
import { makeAccount, openBrowser, password, signedIn, type Browser } from './browser.ts'
import { codeOf, protectedAccount } from './protecting.ts'
import { useProvider } from './provider-acts.ts'

export const day = 24 * 3600_000
export const modePath = '/admin/sign-in-mode'
type Mode = { mode: string; startsAt?: string }
type Role = 'member' | 'volunteer' | 'staff' | 'admin'

/** Admins whom the provider of the tests signs in, and how they change the mode of sign-in. */
export function useModes(forum: TestForum) {
  const acts = useProvider(forum)
  // A second factor at the provider counts, so that no code is needed here.
  beforeAll(async () => {
    await forum.connection.db.update(signInProviders).set({ factorSigns: ['amr:otp'] })
  })

  const newPerson = () => {
    return { subject: `person-${randomBytes(5).toString('hex')}`, amr: ['pwd', 'otp'] }
  }
  const setRole = (id: number, role: Role) =>
    forum.connection.db.update(users).set({ role }).where(eq(users.id, id))

  /** An account that is linked, and its browser, which the provider signed in. */
  async function byProvider(role: Role) {
    const [account, person] = [await makeAccount(forum), newPerson()]
    await acts.link(await signedIn(forum, account.username), person)
    await setRole(account.id, role)
    const { browser } = await acts.signIn(person)
    // This provider does not say when it asked, so only a proof is fresh.
    await acts.prove(browser, person)
    return { ...account, person, browser }
  }
  /** An account with a second factor, linked or not, which acts by its password. */
  async function protectedBy(role: Role, { linked }: { linked: boolean }) {
    const [account, person] = [await protectedAccount(forum), newPerson()]
    if (linked) await acts.link(account.browser, person)
    await setRole(account.id, role)
    return { ...account, person }
  }
  type Protected = Awaited<ReturnType<typeof protectedBy>>

  /** Signs in with password and code. */
  async function byPassword({ username, secret }: Pick<Protected, 'username' | 'secret'>) {
    const browser = openBrowser(forum)
    const first = await browser.post('/sessions', { login: username, password })
    const { continuation } = first.body
    const given = { continuation, code: codeOf(forum, secret) }
    if (continuation) await browser.post('/sessions/second-factor', given)
    forum.advance(60_000)
    return { browser, first, role: (await browser.get('/me')).body.role as string }
  }

  /** Changes the mode as two admins do, whom the provider signed in. */
  async function setMode(mode: Mode) {
    const [one, other] = [await byProvider('admin'), await byProvider('admin')]
    expect((await one.browser.put(modePath, mode)).body).toEqual({ waiting: true })
    const { id } = (await other.browser.get(modePath)).body.waiting
    expect((await other.browser.post(`/approvals/${id}/approval`)).status).toBe(204)
    return { one, other }
  }
  const inDays = (days: number) => new Date(Date.parse(forum.now()) + days * day).toISOString()
  const roleOf = async (browser: Browser) => (await browser.get('/me')).body.role as string
  return {
    ...acts,
    newPerson,
    setRole,
    byProvider,
    protectedBy,
    byPassword,
    setMode,
    inDays,
    roleOf
  }
}
