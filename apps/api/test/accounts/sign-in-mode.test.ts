import { and, eq, isNull, ne } from 'drizzle-orm'
import { afterEach, expect, test } from 'vitest'
import { settleApprovals } from '@stoa/accounts/approvals'
import { apiTokens, groupMembers, sanctions, signInProviders, users } from '@stoa/accounts/schema'
import { allowPasswords } from '@stoa/accounts/sign-in-mode'
import { startForum } from '../forum.ts'
import { makeAccount, openBrowser, password, signedIn } from './browser.ts'
import { codeOf } from './protecting.ts'
import { accountWithPasskey, signInWith } from './passkey-acts.ts'
import { settingsOf } from './provider-acts.ts'
import { mailsTo } from './mailbox.ts'
import { day, modePath, useModes } from './sign-in-modes.ts'

const forum = startForum({ loopback: true, origin: 'http://localhost:3000' })
const modes = useModes(forum)
const { byProvider, protectedBy, byPassword, setMode, setRole, roleOf } = modes

afterEach(() => allowPasswords(forum.context()))

const confirmation = (id: number) => `/approvals/${id}/approval`
const waitingId = async ({ browser }: Awaited<ReturnType<typeof byProvider>>) =>
  (await browser.get(modePath)).body.waiting.id

test('a provider is required only by an admin whom one that works signed in', async () => {
  const byCode = await byPassword(await protectedBy('admin', { linked: true }))
  const refused = await byCode.browser.put(modePath, { mode: 'staff' })
  expect([refused.status, refused.body.code]).toEqual([409, 'provider_session_needed'])
  const { browser } = await byProvider('admin')
  const { db } = forum.connection
  await db.update(signInProviders).set({ unreachableSince: forum.now() })
  expect((await browser.put(modePath, { mode: 'staff' })).status).toBe(409)
  await db.update(signInProviders).set({ unreachableSince: null })
  expect((await browser.put(modePath, { mode: 'staff' })).body).toEqual({ waiting: true })
})

test('a mode waits for a second admin, who confirms the revision that they read', async () => {
  const [one, other] = [await byProvider('admin'), await byProvider('admin')]
  await one.browser.put(modePath, { mode: 'staff' })
  const read = await waitingId(other)
  await one.browser.put(modePath, { mode: 'only', startsAt: modes.inDays(20) })
  expect((await other.browser.post(confirmation(read))).status).toBe(404)
  const id = await waitingId(other)
  expect((await one.browser.post(confirmation(id))).body.code).toBe('second_person_needed')
  expect((await other.browser.get(modePath)).body.mode).toBe('passwords')
  expect((await other.browser.post(confirmation(id))).status).toBe(204)
  expect((await other.browser.get(modePath)).body).toMatchObject({ mode: 'only', waiting: null })
})

test('of two admins who confirm at once, one does', async () => {
  const admins = [await byProvider('admin'), await byProvider('admin'), await byProvider('admin')]
  const [one, ...others] = admins as [(typeof admins)[0], ...typeof admins]
  await one.browser.put(modePath, { mode: 'staff' })
  const id = await waitingId(one)
  const answers = await Promise.all(others.map(({ browser }) => browser.post(confirmation(id))))
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 404])
})

test('of two admins who propose at once, one set waits', async () => {
  const [one, other] = [await byProvider('admin'), await byProvider('admin')]
  const both = [
    one.browser.put(modePath, { mode: 'staff' }),
    other.browser.put(modePath, { mode: 'only', startsAt: modes.inDays(9) })
  ]
  expect((await Promise.all(both)).map(({ status }) => status)).toEqual([200, 200])
  const { items } = (await one.browser.get('/approvals')).body
  expect(items.filter(({ kind }: { kind: string }) => kind === 'sign_in_mode')).toHaveLength(1)
})

test('a mode that nobody stops applies after a day, and power holders are told', async () => {
  const one = await byProvider('admin')
  await one.browser.put(modePath, { mode: 'staff' })
  forum.advance(25 * 3600_000)
  await settleApprovals(forum.context())
  const { browser } = await byProvider('admin')
  expect((await browser.get(modePath)).body).toMatchObject({ mode: 'staff', waiting: null })
  const subjects = (await mailsTo(forum, one.email)).map(({ subject }) => subject)
  expect(subjects).toContain('Please check: another way of signing in was proposed')
})

test('staff by password lose their sessions and tokens; the provider keeps theirs', async () => {
  const staff = await protectedBy('staff', { linked: true })
  const { browser } = await byPassword(staff)
  const made = await browser.post('/tokens', { name: 'Bot', scopes: ['read'], days: 2 })
  const [kept, member] = [await byProvider('staff'), await makeAccount(forum)]
  const outside = await signedIn(forum, member.username)
  await setMode({ mode: 'staff' })
  expect([await roleOf(browser), await roleOf(kept.browser)]).toEqual(['guest', 'staff'])
  expect(await roleOf(outside)).toBe('member')
  const headers = { authorization: `Bearer ${made.body.secret}` }
  expect((await forum.guest.inject({ url: '/api/v1/me', headers })).status).toBe(401)
})

test('linked staff are told to use the provider, by password, code and recovery', async () => {
  const staff = await protectedBy('staff', { linked: true })
  const before = await openBrowser(forum).post('/sessions', { login: staff.username, password })
  const { continuation } = before.body
  await setMode({ mode: 'staff' })
  const refused = (await byPassword(staff)).first
  expect([refused.status, refused.body.code]).toEqual([403, 'staff_provider_required'])
  const code = codeOf(forum, staff.secret)
  const guest = openBrowser(forum)
  const late = await guest.post('/sessions/second-factor', { continuation, code })
  const lost = await guest.post('/sessions/second-factor/loss/code', { continuation })
  expect([late.body.code, lost.body.code]).toEqual(Array(2).fill('staff_provider_required'))
  forum.advance(60_000)
  expect(await roleOf((await modes.enter(staff)).browser)).toBe('staff')
})

test('a passkey alone gives linked staff no way around the provider', async () => {
  const { id, browser, key } = await accountWithPasskey(forum)
  const person = modes.newPerson()
  await modes.link(browser, person)
  await setRole(id, 'staff')
  await setMode({ mode: 'staff' })
  expect((await signInWith(forum, key)).entered.body.code).toBe('staff_provider_required')
  expect((await modes.signIn(person)).outcome.body.code).toBe('second_factor_required')
})

test('staff without an account there enter to link one, but their power rests', async () => {
  const staff = await protectedBy('staff', { linked: false })
  await setMode({ mode: 'staff' })
  const { browser, role } = await byPassword(staff)
  expect(role).toBe('member')
  const { demand } = (await browser.get('/me/identities')).body
  expect(demand).toEqual({ powerRests: true, linkBy: null })
  expect((await modes.link(browser, staff.person)).status).toBe(200)
  expect(await roleOf(browser)).toBe('member')
  expect(await roleOf((await modes.enter(staff)).browser)).toBe('staff')
})

test('a role or group that is given later counts only by the provider', async () => {
  const account = await protectedBy('member', { linked: false })
  await setMode({ mode: 'staff' })
  const { browser } = await byPassword(account)
  const groupId = await forum.group([account])
  const since = { moderatesSince: forum.now() }
  const { db } = forum.connection
  await db.update(groupMembers).set(since).where(eq(groupMembers.groupId, groupId))
  forum.advance(10_000)
  expect(await roleOf(browser)).toBe('member')
  await allowPasswords(forum.context())
  forum.advance(10_000)
  expect(await roleOf(browser)).toBe('volunteer')
  await setRole(account.id, 'member')
})

test('the last admin whom a provider signs in keeps it, and the provider stays', async () => {
  const { one, other } = await setMode({ mode: 'staff' })
  const { slug: _, issuer: __, ...settings } = settingsOf({ issuer: modes.issuer() })
  const path = '/admin/sign-in-providers/acme'
  const off = await one.browser.put(path, { ...settings, enabled: false })
  const gone = await one.browser.delete(path)
  expect([off.body.code, gone.body.code]).toEqual(Array(2).fill('admin_provider_needed'))
  const { items } = (await one.browser.get('/me/identities')).body
  const unlink = await one.browser.delete(`/me/identities/${items[0].id}`)
  expect([unlink.status, await roleOf(other.browser)]).toEqual([204, 'admin'])
})

test('a command on the server lets passwords in again, and stops what waits', async () => {
  const staff = await protectedBy('staff', { linked: true })
  const { one, other } = await setMode({ mode: 'staff' })
  await one.browser.put(modePath, { mode: 'only', startsAt: modes.inDays(10) })
  await allowPasswords(forum.context())
  expect((await other.browser.get(modePath)).body).toMatchObject({
    ...{ mode: 'passwords', waiting: null }
  })
  expect((await byPassword(staff)).role).toBe('staff')
})

test.each([
  [{ mode: 'only' }, 'startsAt'],
  [{ mode: 'only', startsAt: new Date(0).toISOString() }, 'startsAt'],
  [{ mode: 'only', startsAt: '2999-01-01T00:00:00.000Z' }, 'startsAt'],
  [{ mode: 'staff', startsAt: '2999-01-01T00:00:00.000Z' }, 'startsAt'],
  [{ mode: 'nobody' }, 'mode']
])('a bad mode %j is refused at its field', async (wrong, field) => {
  const { browser } = await byProvider('admin')
  const { status, body } = await browser.put(modePath, wrong)
  expect([status, body.errors?.[0].path]).toEqual([422, field])
})

test('a date that is over when it is confirmed is refused with a sentence', async () => {
  const one = await byProvider('admin')
  await one.browser.put(modePath, { mode: 'only', startsAt: modes.inDays(8) })
  forum.advance(9 * day)
  const other = await byProvider('admin')
  const { status, body } = await other.browser.post(confirmation(await waitingId(other)))
  expect([status, body.code]).toEqual([409, 'sign_in_date_over'])
})

test('a suspended admin is none who can enter', async () => {
  const { one } = await setMode({ mode: 'staff' })
  const { db } = forum.connection
  const others = await db
    .select({ userId: users.id })
    .from(users)
    .where(and(eq(users.role, 'admin'), ne(users.id, one.id)))
  const since = { createdAt: forum.now(), reason: 'other', byId: one.id }
  const suspended = others.map((row) => ({ ...row, kind: 'suspension' as const, ...since }))
  const made = await db.insert(sanctions).values(suspended).returning({ id: sanctions.id })
  expect(made.length).toBeGreaterThan(0)
  const { items } = (await one.browser.get('/me/identities')).body
  const unlinked = await one.browser.delete(`/me/identities/${items[0].id}`)
  await db.delete(sanctions)
  expect([unlinked.status, unlinked.body.code]).toEqual([409, 'admin_provider_needed'])
})

test('no token of the team outlives a mode that takes effect while it is made', async () => {
  const staff = await protectedBy('staff', { linked: true })
  const { browser } = await byPassword(staff)
  const [one, other] = [await byProvider('admin'), await byProvider('admin')]
  await one.browser.put(modePath, { mode: 'staff' })
  const id = await waitingId(other)
  const make = (name: string) => browser.post('/tokens', { name, scopes: ['read'], days: 2 })
  await Promise.all([make('1'), make('2'), other.browser.post(confirmation(id)), make('3')])
  const isOpen = and(eq(apiTokens.userId, staff.id), isNull(apiTokens.revokedAt))
  expect(await forum.connection.db.$count(apiTokens, isOpen)).toBe(0)
})
