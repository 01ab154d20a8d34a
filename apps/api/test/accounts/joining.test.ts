import { desc } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { deleteOldAccess } from '@stoa/accounts'
import { securityEvents } from '@stoa/accounts/schema'
import { startForum } from '../forum.ts'
import { createThread } from '../posting.ts'
import { openBrowser, password } from './browser.ts'
import { join, joinBy, secretIn, someAddress } from './joining.ts'
import { lastMailTo } from './mailbox.ts'

const forum = startForum()
const day = 24 * 3600_000
const opening = { topic: 'account_access', subject: 'Locked out', body: 'My phone is lost.' }

const signUpState = async () => (await forum.guest.get('/accounts')).body
const offered = async () => (await forum.guest.get('/me')).body.can.signUp

test('only admins set the rule of joining, which is logged', async () => {
  const admin = await joinBy(forum, {
    way: 'domains',
    domains: ['@Example.ORG', '*.Bücher.example']
  })
  const domains = ['example.org', '*.xn--bcher-kva.example']
  expect(await signUpState()).toEqual({
    ...{ way: 'domains', domains, open: true, opened: true, invited: null, email: null },
    agreement: {
      terms: { version: 0, url: '/terms/history/0' },
      privacy: { version: 0, url: '/privacy/history/0' }
    }
  })
  const [event] = await forum.connection.db
    .select()
    .from(securityEvents)
    .orderBy(desc(securityEvents.id))
  expect(event).toMatchObject({
    ...{ kind: 'setting.changed', actorId: admin.id },
    details: { setting: 'sign_up', wayBefore: 'open', way: 'domains', domains: 2 }
  })
  const rule = { way: 'open', domains: [] }
  for (const role of ['member', 'volunteer', 'staff'] as const)
    expect((await (await forum.user({ role })).put('/admin/sign-up', rule)).status).toBe(403)
  expect((await signUpState()).way).toBe('domains')
})

test.each([
  [{ way: 'domains', domains: [] }, 'Enter at least one domain.'],
  [
    { way: 'open', domains: ['ok.example', 'ann@no.example'] },
    '“ann@no.example” isn’t a valid domain.'
  ],
  [{ way: 'domains', domains: ['*.org'] }, '“*.org” isn’t a valid domain.']
])('%j is refused with what to do', async (rule, words) => {
  const admin = await joinBy(forum, { way: 'open' })
  const { status, body } = await admin.put('/admin/sign-up', rule)
  expect([status, body.errors[0].path]).toEqual([422, 'domains'])
  expect(body.errors[0].message).toContain(words)
})

test('other domains are refused, for every address; subdomains if listed', async () => {
  await joinBy(forum, { way: 'domains', domains: ['corp.example', '*.lab.example'] })
  const member = await forum.user({ email: 'known@elsewhere.example' })
  expect(await offered()).toBe(true)
  for (const domain of ['corp.example', 'CORP.example', 'a.lab.example'])
    expect((await join(forum, { email: someAddress(domain) })).status).toBe(202)
  for (const email of [
    ...['corp.example.test', 'a.corp.example', 'lab.example', 'evilcorp.example'].map(someAddress),
    'known@elsewhere.example'
  ])
    expect((await join(forum, { email })).answer).toEqual([422, 'email'])
  const { body } = await join(forum, { email: someAddress() })
  expect(body.errors[0].message).toContain('corp.example or *.lab.example')
  expect(member.id).toBeGreaterThan(0)
})

test('with invitations sign-up is offered nowhere, and pages say how to join', async () => {
  await joinBy(forum, { way: 'invitation' })
  expect([await offered(), (await signUpState()).open]).toEqual([false, false])
  const { status, body } = await join(forum, { email: someAddress() })
  expect([status, body.code]).toEqual([403, 'sign_up_by_invitation'])
  expect(body.detail).toContain('invitation link')
})

test('while sign-up is closed a proved address opens a ticket but makes no member', async () => {
  await joinBy(forum, { way: 'invitation' })
  const email = someAddress()
  const browser = openBrowser(forum)
  await browser.post('/accounts/email-proof', { email })
  await browser.put('/accounts/email-proof', { email, code: (await lastMailTo(forum, email)).code })
  expect((await browser.post('/tickets', opening)).status).toBe(201)
  await browser.post('/accounts/password-reset', { email })
  const { token } = await lastMailTo(forum, email)
  const reset = () => openBrowser(forum).put('/accounts/password-reset', { token, password })
  expect((await reset()).body.code).toBe('sign_up_by_invitation')
  const signIn = () => openBrowser(forum).post('/sessions', { login: email, password })
  expect((await signIn()).status).toBe(401)
  expect((await browser.get('/tickets')).body.items).toHaveLength(1)
  await joinBy(forum, { way: 'domains', domains: ['other.example'] })
  expect((await reset()).body).toMatchObject({ status: 403, code: 'sign_up_by_domain' })
  await joinBy(forum, { way: 'domains', domains: ['example.test'] })
  expect((await reset()).status).toBe(204)
  expect((await signIn()).body.role).toBe('member')
})

/** Proves an address without a password and returns it. */
async function visitor(email = someAddress()) {
  const browser = openBrowser(forum)
  await browser.post('/accounts/email-proof', { email })
  await browser.put('/accounts/email-proof', { email, code: (await lastMailTo(forum, email)).code })
  return email
}

async function setPassword(email: string) {
  await openBrowser(forum).post('/accounts/password-reset', { email })
  const { token } = await lastMailTo(forum, email)
  const reset = { token, password }
  const { status, body } = await openBrowser(forum).put('/accounts/password-reset', reset)
  return [status, body?.code]
}

test('an invitation lets in one visitor who signed up with it, for good', async () => {
  const admin = await joinBy(forum, { way: 'invitation' })
  const invitation = secretIn((await admin.post('/invitations', { uses: 1, days: 90 })).body.url)
  const email = await visitor()
  expect((await join(forum, { email, invitation })).status).toBe(202)
  expect((await lastMailTo(forum, email)).subject).toBe('You already have an account')
  expect(await setPassword(email)).toEqual([204, undefined])
  const { body } = await openBrowser(forum).post('/sessions', { login: email, password })
  expect(body.role).toBe('member')
  expect((await admin.get('/invitations')).body.items[0].usedBy).toEqual([body.username])
  forum.advance(8 * day)
  await deleteOldAccess(forum.context())
  const next = await visitor()
  expect((await join(forum, { email: next, invitation })).answer).toEqual([410, 'invitation_ended'])
  expect(await setPassword(next)).toEqual([403, 'sign_up_by_invitation'])
})

test('the account behind a visitor’s invitation lets nobody else in', async () => {
  const admin = await joinBy(forum, { way: 'invitation' })
  const { url } = (await admin.post('/invitations', { uses: 1, days: 90 })).body
  const email = await visitor()
  const { browser } = await join(forum, { email, invitation: secretIn(url) })
  expect(await setPassword(email)).toEqual([204, undefined])
  expect((await browser.post('/accounts/verification', { code: '123456' })).status).toBe(401)
})

test('a revoked or expired invitation lets no visitor in', async () => {
  const admin = await joinBy(forum, { way: 'invitation' })
  const revoke = (id: number) => admin.delete(`/invitations/${id}`)
  for (const end of [revoke, () => forum.advance(day + 1)]) {
    const { id, url } = (await admin.post('/invitations', { uses: 1, days: 1 })).body
    const email = await visitor()
    expect((await join(forum, { email, invitation: secretIn(url) })).status).toBe(202)
    await end(id)
    expect(await setPassword(email)).toEqual([403, 'sign_up_by_invitation'])
  }
})

test('members reset passwords under every rule, and pending powers still wait', async () => {
  const admin = await joinBy(forum, { way: 'invitation' })
  const { email, username } = {
    ...(await forum.user({ email: 'stays@example.test' })),
    email: 'stays@example.test'
  }
  await forum.guest.post('/accounts/password-reset', { email })
  const { token } = await lastMailTo(forum, email)
  expect((await forum.guest.put('/accounts/password-reset', { token, password })).status).toBe(204)
  const role = { role: 'staff', capabilities: ['announcements'] }
  expect((await admin.put(`/users/${username}/role`, role)).status).toBe(202)
})

test('cached pages for guests follow a change of the rule', async () => {
  await joinBy(forum, { way: 'open' })
  await createThread(await forum.user(), await forum.category())
  expect(await offered()).toBe(true)
  await joinBy(forum, { way: 'invitation' })
  expect(await offered()).toBe(false)
})

test('members by domain must keep to the domains, others need not', async () => {
  const admin = await joinBy(forum, { way: 'domains', domains: ['firm.example'] })
  const { url } = (await admin.post('/invitations', {})).body
  const move = async (email: string, invitation?: string) => {
    const { browser } = await join(forum, { email, ...(invitation && { invitation }) })
    await browser.post('/accounts/verification', { code: (await lastMailTo(forum, email)).code })
    const { status, body } = await browser.post('/me/email', { email: someAddress() })
    const inside = { email: someAddress('firm.example') }
    return [status, body.errors?.[0].message, (await browser.post('/me/email', inside)).status]
  }
  const words = 'Your account needs an address at firm.example.'
  expect(await move(someAddress('firm.example'))).toEqual([422, words, 202])
  expect(await move(someAddress('firm.example'), secretIn(url))).toEqual([202, undefined, 202])
})

test('a domain in other scripts needs its ASCII form, which the error asks for', async () => {
  await joinBy(forum, { way: 'domains', domains: ['例子.中国'] })
  expect((await join(forum, { email: someAddress('xn--fsqu00a.xn--fiqs8s') })).status).toBe(202)
  const { status, body } = await join(forum, { email: someAddress('例子.中国') })
  expect([status, body.errors[0].path]).toEqual([422, 'email'])
  expect(body.errors[0].message).toContain('name@xn--fsqu00a.xn--fiqs8s')
  const { body: usual } = await join(forum, { email: 'nobody' })
  expect(usual.errors[0].message).toContain('name@example.com')
})
