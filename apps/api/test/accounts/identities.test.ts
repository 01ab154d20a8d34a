import { expect, test } from 'vitest'
import { identities } from '@stoa/accounts/schema'
import { startForum } from '../forum.ts'
import { makeAccount, openBrowser, password, signedIn, type Browser } from './browser.ts'
import { lastMailTo, mailsTo } from './mailbox.ts'
import { protectedAccount, codeOf } from './protecting.ts'
import { useProvider } from './provider-acts.ts'

const forum = startForum({ loopback: true })
const { issuer, signIn, join, link, own } = useProvider(forum)

let serial = 0
const somebody = (email?: string) => {
  const subject = `subject-${(serial += 1)}`
  return { subject, email: email ?? `${subject}@mail.test`, email_verified: true }
}

test('a signed-in member links an account, is told by mail, and signs in by it', async () => {
  const account = await makeAccount(forum)
  const person = somebody()
  expect((await link(await signedIn(forum, account.username), person)).status).toBe(200)
  expect((await mailsTo(forum, account.email)).at(-1)?.subject).toBe('A sign-in method was added')
  const { browser } = await signIn(person)
  expect((await browser.get('/me')).body.username).toBe(account.username)
  expect((await browser.get('/me/identities')).body.items).toMatchObject([{ slug: 'acme' }])
})

test('an identity belongs to one account', async () => {
  const [one, other] = [await makeAccount(forum), await makeAccount(forum)]
  const person = somebody()
  await link(await signedIn(forum, one.username), person)
  const refused = await link(await signedIn(forum, other.username), person)
  expect(refused).toMatchObject({ status: 409, body: { code: 'identity_taken' } })
})

test('the last way in is not unlinked, another is', async () => {
  const person = somebody()
  const { browser } = await join(person, 'only-by-provider')
  const { code } = await lastMailTo(forum, person.email)
  await browser.post('/accounts/verification', { code })
  const [id] = await idsOf(browser)
  expect((await browser.delete(`/me/identities/${id}`)).body.code).toBe('last_way_in')
  const account = await makeAccount(forum)
  const own = await signedIn(forum, account.username)
  await link(own, somebody())
  const [linked] = await idsOf(own)
  expect((await own.delete(`/me/identities/${linked}`)).status).toBe(204)
  expect((await own.delete(`/me/identities/${linked}`)).status).toBe(404)
})

test('two identities at one provider are two, and unlinked one by one', async () => {
  const person = somebody()
  const { browser } = await join(person, 'two-accounts-there')
  const { code } = await lastMailTo(forum, person.email)
  await browser.post('/accounts/verification', { code })
  await link(browser, somebody())
  const [first, second] = await idsOf(browser)
  expect((await browser.delete(`/me/identities/${second}`)).status).toBe(204)
  expect(await idsOf(browser)).toEqual([first])
  expect((await browser.delete(`/me/identities/${first}`)).body.code).toBe('last_way_in')
})

test('with an unlinked identity go other sessions, tokens and sign-ins that wait', async () => {
  const { browser, username, secret } = await protectedAccount(forum)
  const person = somebody()
  await link(browser, person)
  const other = openBrowser(forum)
  await other.post('/sessions', { login: username, password, code: codeOf(forum, secret) })
  forum.advance(60_000)
  const waiting = await signIn(person)
  const [id] = await idsOf(browser)
  expect((await browser.delete(`/me/identities/${id}`)).status).toBe(204)
  expect([(await browser.get('/sessions')).status, (await other.get('/sessions')).status]).toEqual([
    200, 401
  ])
  const { continuation } = waiting.outcome.body
  const given = { continuation, code: codeOf(forum, secret) }
  expect((await waiting.browser.post('/sessions/second-factor', given)).body.code).toBe(
    'sign_in_expired'
  )
})

test('the identity of somebody else is not found', async () => {
  const [one, other] = [await makeAccount(forum), await makeAccount(forum)]
  const owner = await signedIn(forum, one.username)
  await link(owner, somebody())
  const [id] = await idsOf(owner)
  const stranger = await signedIn(forum, other.username)
  expect((await stranger.delete(`/me/identities/${id}`)).status).toBe(404)
  expect(await idsOf(owner)).toEqual([id])
})

/** The ids of the identities of a browser's owner, as the page of settings has them. */
const idsOf = async (browser: Pick<Browser, 'get'>): Promise<number[]> =>
  (await browser.get('/me/identities')).body.items.map(({ id }: { id: number }) => id)

test('an identity at a removed provider is no other way in', async () => {
  const person = somebody()
  const { browser } = await join(person, 'removed-elsewhere')
  const { code } = await lastMailTo(forum, person.email)
  await browser.post('/accounts/verification', { code })
  const { id } = (await browser.get('/me')).body
  const times = { createdAt: forum.now(), lastUsedAt: forum.now() }
  const removed = { issuer: 'https://removed.example', subject: 'somebody', userId: id, ...times }
  await forum.connection.db.insert(identities).values(removed)
  const [linked] = await idsOf(browser)
  expect((await browser.delete(`/me/identities/${linked}`)).body.code).toBe('last_way_in')
})

test('an address alone enters no account, unless the provider owns its domain', async () => {
  const account = await makeAccount(forum)
  const person = somebody(account.email)
  expect((await signIn(person)).outcome.body.newcomer.emailProved).toBe(false)
  await own(['example.test'])
  const { browser } = await signIn(person)
  expect((await browser.get('/me')).body.username).toBe(account.username)
  expect(
    (await signIn({ ...somebody(account.email), email_verified: false })).outcome.body.newcomer
  ).toMatchObject({ emailProved: false })
})

test('an address never enters an account with a power or a second factor', async () => {
  const staff = await makeAccount(forum, { role: 'staff' })
  const { outcome } = await signIn(somebody(staff.email))
  expect(outcome).toMatchObject({ status: 409, body: { code: 'identity_to_link' } })
  const { email } = await protectedAccount(forum)
  expect((await signIn(somebody(email))).outcome.body.code).toBe('identity_to_link')
})

test('a second factor is asked for after the provider', async () => {
  const account = await protectedAccount(forum)
  const person = somebody()
  await link(account.browser, person)
  const browser = openBrowser(forum)
  const { outcome } = await signIn(person, browser)
  expect(outcome.body.code).toBe('second_factor_required')
  const { continuation } = outcome.body
  const code = codeOf(forum, account.secret)
  expect((await browser.post('/sessions/second-factor', { continuation, code })).status).toBe(201)
})

test('the export has the identities of the user', async () => {
  const { username } = await makeAccount(forum)
  const browser = await signedIn(forum, username)
  const person = somebody()
  await link(browser, person)
  const { body } = await browser.get('/me/export')
  const times = { createdAt: expect.any(String), lastUsedAt: expect.any(String) }
  expect(body.identities).toMatchObject([{ issuer: issuer(), subject: person.subject, ...times }])
})

test('an identity that its address linked is new again once its owner links it', async () => {
  await own(['renewed.example'])
  const account = await makeAccount(forum, { email: 'ann@renewed.example' })
  const person = somebody('ann@renewed.example')
  const linkedAt = forum.now()
  await signIn(person)
  forum.advance(3_600_000)
  const browser = await signedIn(forum, account.username)
  expect((await link(browser, person)).status).toBe(200)
  const [{ createdAt }] = (await browser.get('/me/identities')).body.items
  expect(Date.parse(createdAt) - Date.parse(linkedAt)).toBeGreaterThanOrEqual(3_600_000)
})
