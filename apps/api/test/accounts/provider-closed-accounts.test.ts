import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { signInProviders, users } from '@stoa/accounts/schema'
import { startForum } from '../forum.ts'
import { makeAccount, signedIn } from './browser.ts'
import { useProvider } from './provider-acts.ts'
import { reset } from './undo-links.ts'

const forum = startForum({ loopback: true })
const { signIn, makeMember, link, own } = useProvider(forum)

beforeAll(() => own(['example.test']))

let serial = 0
const somebody = (email?: string) => {
  const subject = `subject-${(serial += 1)}`
  return { subject, email: email ?? `${subject}@mail.test`, email_verified: true }
}

const frozen = { status: 403, body: { code: 'account_frozen' } }

test('a frozen account is told so, and gains no way in by its address', async () => {
  const { username, email } = await makeAccount(forum)
  await (await signedIn(forum, username)).post('/me/freezing')
  expect((await signIn(somebody(email))).outcome).toMatchObject(frozen)
  await reset(forum, email)
  const person = somebody(email)
  await own(['elsewhere.test'])
  expect((await signIn(person)).outcome.body.newcomer).toMatchObject({ emailProved: false })
  await own(['example.test'])
})

test('a frozen account with an older identity is told so, and opens after a reset', async () => {
  const { username, email } = await makeAccount(forum)
  const person = somebody()
  await link(await signedIn(forum, username), person)
  forum.advance(8 * 24 * 3_600_000)
  await (await signedIn(forum, username)).post('/me/freezing')
  expect((await signIn(person)).outcome).toMatchObject(frozen)
  await reset(forum, email)
  const { browser } = await signIn(person)
  expect((await browser.get('/me')).body.username).toBe(username)
})

test('an identity linked within seven days before a freeze is gone', async () => {
  const { username, email } = await makeAccount(forum)
  const person = somebody()
  await link(await signedIn(forum, username), person)
  await (await signedIn(forum, username)).post('/me/freezing')
  await reset(forum, email)
  expect((await signIn(person)).outcome.body.newcomer).toMatchObject({ emailProved: false })
})

test('a demo account signs in by no provider outside of the demo', async () => {
  const { email, username } = await makeAccount(forum, { demo: true })
  const { outcome, browser } = await signIn(somebody(email))
  expect(outcome.status).toBe(401)
  expect((await browser.get('/me')).body.username).not.toBe(username)
})

test('a visitor whose address the provider gave out becomes a member', async () => {
  const { email, id } = await makeAccount(forum)
  const { db } = forum.connection
  await db.update(users).set({ visitor: true, passwordHash: null }).where(eq(users.id, id))
  const { browser } = await signIn(somebody(email))
  expect((await browser.get('/me')).body.role).toBe('member')
  const [row] = await db.select().from(users).where(eq(users.id, id))
  expect(row?.visitor).toBe(false)
})

test('no address but one at an owned domain is proved', async () => {
  const email = 'victim@elsewhere.test,thief@example.test'
  const entered = await signIn(somebody(email))
  expect(entered.outcome.body.newcomer.emailProved).toBe(false)
})

test('a provider that was switched off makes no more accounts', async () => {
  const person = somebody()
  const entered = await signIn(person)
  const { db } = forum.connection
  const set = (enabled: boolean) => db.update(signInProviders).set({ enabled })
  await set(false)
  const refused = await makeMember(entered, person, 'too-late')
  expect(refused).toMatchObject({ status: 401, body: { code: 'provider_attempt_expired' } })
  await set(true)
  expect((await makeMember(entered, person, 'in-time')).status).toBe(201)
})
