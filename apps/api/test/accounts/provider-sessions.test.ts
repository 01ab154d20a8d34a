import { eq } from 'drizzle-orm'
import { expect, test, vi } from 'vitest'
import { providerSessions, sessions } from '@stoa/accounts/schema'
import { startForum } from '../forum.ts'
import { listen } from '../matrix/credentials.ts'
import { makeAccount, signedIn, type Browser } from './browser.ts'
import { lastMailTo } from './mailbox.ts'
import { codeOf, protectedAccount } from './protecting.ts'
import { useProvider } from './provider-acts.ts'

const forum = startForum({ loopback: true })
const { provider, signIn, join, link } = useProvider(forum)

let serial = 0
const somebody = () => {
  const subject = `subject-${(serial += 1)}`
  return { subject, email: `${subject}@mail.test`, email_verified: true }
}

const isIn = async (browser: Browser) => (await browser.get('/me')).body.role !== 'guest'

const known = (subject: string) =>
  forum.connection.db
    .select({ sid: providerSessions.sid, userId: sessions.userId })
    .from(providerSessions)
    .innerJoin(sessions, eq(sessions.hash, providerSessions.sessionHash))
    .where(eq(providerSessions.subject, subject))

/** A member who is linked to a person at the provider. */
async function linked() {
  const account = await makeAccount(forum)
  const person = somebody()
  const browser = await signedIn(forum, account.username)
  await link(browser, person)
  return { ...account, browser, person }
}

test('a session knows who began it, also under a new id', async () => {
  const { person, id } = await linked()
  const { browser } = await signIn(person)
  expect(await known(person.subject)).toEqual([{ sid: expect.any(String), userId: id }])
  await browser.post('/me/second-factor')
  await browser.post('/sessions/current/authentication', {
    password: 'quiet otters borrow umbrellas'
  })
  expect(await known(person.subject)).toHaveLength(1)
  await browser.delete('/sessions/current')
  expect(await known(person.subject)).toEqual([])
})

test('so does one that needed a code, and one whose address was proved later', async () => {
  const account = await protectedAccount(forum)
  const [person, newcomer] = [somebody(), somebody()]
  await link(account.browser, person)
  const { outcome, browser } = await signIn(person)
  expect(await known(person.subject)).toEqual([])
  const { continuation } = outcome.body
  await browser.post('/sessions/second-factor', {
    continuation,
    code: codeOf(forum, account.secret)
  })
  expect(await known(person.subject)).toHaveLength(1)
  const joined = await join(newcomer, 'proves-later')
  const { code } = await lastMailTo(forum, newcomer.email)
  await joined.browser.post('/accounts/verification', { code })
  expect(await known(newcomer.subject)).toHaveLength(1)
})

test('signing out at the provider ends the session that began there, and no other', async () => {
  const { person, browser: byPassword } = await linked()
  const other = await signIn(person)
  const { browser } = await signIn(person)
  const ended = await listen(forum.app, { cookie: browser.cookie() })
  await provider().signOut()
  expect(await isIn(browser)).toBe(false)
  await vi.waitFor(() => expect(ended()).toBe(true))
  expect([await isIn(other.browser), await isIn(byPassword)]).toEqual([true, true])
})

test('a sign-in that waits for its code ends with the session at the provider', async () => {
  const account = await protectedAccount(forum)
  const person = somebody()
  await link(account.browser, person)
  const { outcome, browser } = await signIn(person)
  await provider().signOut()
  const { continuation } = outcome.body
  const given = { continuation, code: codeOf(forum, account.secret) }
  expect((await browser.post('/sessions/second-factor', given)).body.code).toBe('sign_in_expired')
})

test('removing a provider ends what it began, but the session that removes it', async () => {
  const { person, browser: byPassword } = await linked()
  const { browser } = await signIn(person)
  const admin = await forum.user({ role: 'admin' })
  expect((await admin.delete('/admin/sign-in-providers/acme')).status).toBe(200)
  expect([await isIn(browser), await isIn(byPassword)]).toEqual([false, true])
})
