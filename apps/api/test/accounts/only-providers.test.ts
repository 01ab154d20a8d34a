import { and, eq } from 'drizzle-orm'
import { afterEach, expect, test } from 'vitest'
import { securityEvents, sessions } from '@stoa/accounts/schema'
import { allowPasswords, followMode } from '@stoa/accounts/sign-in-mode'
import { startForum } from '../forum.ts'
import { confirmMail } from '../opening.ts'
import { agreed, makeAccount, openBrowser, password, signedIn, signedUp } from './browser.ts'
import { lastMailTo } from './mailbox.ts'
import { accountWithPasskey, signInWith } from './passkey-acts.ts'
import { day, useModes } from './sign-in-modes.ts'

const forum = startForum({ loopback: true, origin: 'http://localhost:3000' })
const modes = useModes(forum)
const { setMode, roleOf, inDays } = modes

afterEach(() => allowPasswords(forum.context()))

/** Makes providers the only way in, and lets the date come. */
async function beOnly() {
  const startsAt = inDays(8)
  await setMode({ mode: 'only', startsAt })
  forum.advance(Date.parse(startsAt) - Date.parse(forum.now()) + 1_000)
  await followMode(forum.context())
}

const bearer = ({ secret }: { secret: string }) => ({ authorization: `Bearer ${secret}` })
const statusOf = async (headers: Record<string, string>) =>
  (await forum.guest.inject({ url: '/api/v1/me', headers })).status

test('until the date members sign in as before, and the team by a provider', async () => {
  const member = await makeAccount(forum)
  const browser = await signedIn(forum, member.username)
  const staff = await modes.protectedBy('staff', { linked: true })
  const startsAt = inDays(8)
  await setMode({ mode: 'only', startsAt })
  expect([await roleOf(browser), (await modes.byPassword(staff)).first.status]).toEqual([
    'member',
    403
  ])
  const again = await signedIn(forum, member.username)
  const { demand } = (await again.get('/me/identities')).body
  expect(demand).toEqual({ powerRests: false, linkBy: startsAt })
  const { passwords } = (await forum.guest.get('/sign-in-providers')).body
  expect(passwords).toEqual({ allowed: true, until: startsAt })
})

test('from the date password sessions end; provider and mailed code keep theirs', async () => {
  const member = await makeAccount(forum)
  const browser = await signedIn(forum, member.username)
  const linked = await modes.byProvider('member')
  const other = await signedIn(forum, linked.username)
  await beOnly()
  const support = await forum.withCode(member)
  await followMode(forum.context())
  expect([await roleOf(browser), await roleOf(other)]).toEqual(['guest', 'guest'])
  expect(await roleOf(linked.browser)).toBe('member')
  expect((await support.get('/tickets')).status).toBe(200)
})

test('tokens end with the date if no provider signs their owner in', async () => {
  const give = { name: 'Bot', scopes: ['read'], days: 60 }
  const member = await makeAccount(forum)
  const token = (await (await signedIn(forum, member.username)).post('/tokens', give)).body
  const linked = await modes.byProvider('member')
  await modes.prove(linked.browser, linked.person)
  const kept = (await linked.browser.post('/tokens', give)).body
  expect([await statusOf(bearer(token)), await statusOf(bearer(kept))]).toEqual([200, 200])
  await beOnly()
  expect([await statusOf(bearer(token)), await statusOf(bearer(kept))]).toEqual([401, 200])
})

test('passwords are then refused for all with one sentence, wrong ones too', async () => {
  const member = await makeAccount(forum)
  await beOnly()
  const guest = openBrowser(forum)
  const attempts = [
    guest.post('/sessions', { login: member.username, password }),
    guest.post('/sessions', { login: member.username, password: 'wrong' }),
    guest.post('/sessions', { login: 'nobody-at-all', password }),
    guest.post('/accounts', { ...agreed, username: 'late', email: 'late@example.test', password }),
    guest.post('/accounts/password-reset', { email: member.email })
  ]
  const codes = (await Promise.all(attempts)).map(({ status, body }) => [status, body.code])
  expect(codes).toEqual(Array(5).fill([403, 'provider_required']))
  await allowPasswords(forum.context())
  expect((await guest.post('/sessions', { login: member.username, password })).status).toBe(201)
})

test('a passkey alone is refused then, and still the second step after a provider', async () => {
  const { key, browser } = await accountWithPasskey(forum)
  const person = modes.newPerson()
  expect((await modes.link(browser, person)).status).toBe(200)
  await beOnly()
  expect((await signInWith(forum, key)).entered.body.code).toBe('provider_required')
  expect((await modes.signIn(person)).outcome.body.code).toBe('second_factor_required')
})

test('links from before the date reset no password and confirm no sign-up', async () => {
  const member = await makeAccount(forum)
  const startsAt = inDays(8)
  await setMode({ mode: 'only', startsAt })
  forum.advance(Date.parse(startsAt) - Date.parse(forum.now()) - 60_000)
  await confirmMail(forum)
  const late = await signedUp(forum)
  const { token: verification } = await lastMailTo(forum, late.email)
  await openBrowser(forum).post('/accounts/password-reset', { email: member.email })
  const { token } = await lastMailTo(forum, member.email)
  forum.advance(120_000)
  const reset = await openBrowser(forum).put('/accounts/password-reset', {
    ...{ token, password: 'another quiet umbrella' }
  })
  expect(reset.body.code).toBe('provider_required')
  const verified = await late.browser.post('/accounts/verification', { token: verification })
  expect(verified.body.code).toBe('provider_required')
})

test('a sign-in that began before the date does not end after it', async () => {
  const account = await modes.protectedBy('member', { linked: false })
  const startsAt = inDays(8)
  await setMode({ mode: 'only', startsAt })
  forum.advance(Date.parse(startsAt) - Date.parse(forum.now()) - 60_000)
  const guest = openBrowser(forum)
  const { continuation } = (await guest.post('/sessions', { login: account.username, password }))
    .body
  forum.advance(90_000)
  const late = await guest.post('/sessions/second-factor', { continuation, code: '000000' })
  expect(late.status).not.toBe(201)
  const lost = await guest.post('/sessions/second-factor/loss/code', { continuation })
  expect(lost.body.code).toBe('provider_required')
})

test('the last account there is not unlinked then, though there is a password', async () => {
  const linked = await modes.byProvider('member')
  await modes.prove(linked.browser, linked.person)
  const [{ id }] = (await linked.browser.get('/me/identities')).body.items
  await beOnly()
  const { browser } = await modes.signIn(linked.person)
  await modes.prove(browser, linked.person)
  expect((await browser.delete(`/me/identities/${id}`)).body.code).toBe('last_way_in')
  await allowPasswords(forum.context())
  expect((await browser.delete(`/me/identities/${id}`)).status).toBe(204)
})

test('a session of a minute before ends at the next run of the task, and no later one', async () => {
  const member = await makeAccount(forum)
  await beOnly()
  await allowPasswords(forum.context())
  await signedIn(forum, member.username)
  const theirs = eq(sessions.userId, member.id)
  const startsAt = inDays(8)
  await setMode({ mode: 'only', startsAt })
  forum.advance(8 * day + 60_000)
  await Promise.all([followMode(forum.context()), followMode(forum.context())])
  expect(await forum.connection.db.$count(sessions, theirs)).toBe(0)
})

test('a password session and its token count for nothing before the task ran', async () => {
  const [member, linked] = [await makeAccount(forum), await modes.byProvider('member')]
  const browser = await signedIn(forum, member.username)
  const { body } = await browser.post('/tokens', { name: 'Bot', scopes: ['read'], days: 60 })
  const startsAt = inDays(8)
  await setMode({ mode: 'only', startsAt })
  expect(await statusOf(bearer(body))).toBe(200)
  forum.advance(Date.parse(startsAt) - Date.parse(forum.now()) + 1_000)
  expect([await roleOf(browser), await roleOf(linked.browser)]).toEqual(['guest', 'member'])
  expect(await statusOf(bearer(body))).toBe(401)
})

test('the security log says of each account what the date ended', async () => {
  const member = await makeAccount(forum)
  await signedIn(forum, member.username)
  await beOnly()
  const isTheirs = eq(securityEvents.subjectId, member.id)
  const [event] = await forum.connection.db
    .select({ details: securityEvents.details })
    .from(securityEvents)
    .where(and(isTheirs, eq(securityEvents.kind, 'session.ended_by_mode')))
  expect(event).toEqual({ details: { sessions: 1, tokens: 0 } })
})
