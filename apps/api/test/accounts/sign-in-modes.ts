import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { expect } from 'vitest'
import { users } from '@stoa/accounts/schema'
import type { TestAnswer, TestForum } from '../forum.ts'
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
  const newPerson = () => ({ subject: `person-${randomBytes(5).toString('hex')}` })
  const setRole = (id: number, role: Role) =>
    forum.connection.db.update(users).set({ role }).where(eq(users.id, id))

  /** An account with its browser, and a second factor if it is to have power. */
  async function newAccount(role: Role) {
    if (role !== 'member') return protectedAccount(forum)
    const account = await makeAccount(forum)
    return {
      ...account,
      browser: await signedIn(forum, account.username),
      secret: undefined as string | undefined
    }
  }
  /** An account that is linked, and its browser, which the provider signed in. */
  async function byProvider(role: Role) {
    const [{ browser: first, secret, ...account }, person] = [await newAccount(role), newPerson()]
    await acts.link(first, person)
    await setRole(account.id, role)
    const { browser } = await enter({ person, secret })
    // This provider does not say when it asked, so only a proof is fresh.
    await acts.prove(browser, person)
    return { ...account, person, browser }
  }
  /** Signs in by the provider, and with a code if there is a second factor. */
  async function enter({ person, secret }: { person: { subject: string }; secret?: string }) {
    const entered = await acts.signIn(person)
    if (secret) await giveCode(entered.browser, entered.outcome, secret)
    return entered
  }
  async function giveCode(browser: Browser, { body }: TestAnswer, secret: string) {
    const given = { continuation: body.continuation, code: codeOf(forum, secret) }
    await browser.post('/sessions/second-factor', given)
    forum.advance(60_000)
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
    if (first.body.continuation) await giveCode(browser, first, secret)
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
    enter,
    protectedBy,
    byPassword,
    setMode,
    inDays,
    roleOf
  }
}
