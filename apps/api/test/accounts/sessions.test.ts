import { eq, inArray, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { sanctions, sessions, users } from '@stoa/accounts/schema'
import { imposeSanction, writeUses } from '@stoa/accounts'
import { transaction } from '@stoa/core'
import { makeAccount, openBrowser, password, signedIn } from './browser.ts'
import { startForum } from '../forum.ts'

const forum = startForum()
const secure = startForum({ origin: 'https://forum.example' })
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

const roleOf = async (browser: { get(path: string): Promise<{ body: { role: string } }> }) =>
  (await browser.get('/me')).body.role

test('sessions are listed, and each can be ended from another', async () => {
  const { username } = await makeAccount(forum)
  const phone = await signedIn(forum, username, { userAgent: 'Phone' })
  const laptop = await signedIn(forum, username, { userAgent: 'Laptop' })
  const { items } = (await laptop.get('/sessions')).body
  expect(items.map((one: object) => ({ ...one })).length).toBe(2)
  const other = items.find(({ userAgent }: { userAgent: string }) => userAgent === 'Phone')
  expect(other.current).toBe(false)
  expect(await roleOf(phone)).toBe('member')
  expect((await laptop.delete(`/sessions/${other.id}`)).status).toBe(204)
  expect(await roleOf(phone)).toBe('guest')
  expect(await roleOf(laptop)).toBe('member')
})

test('nobody ends the session of another user', async () => {
  const [one, other] = [await makeAccount(forum), await makeAccount(forum)]
  const browser = await signedIn(forum, one.username)
  const theirs = await signedIn(forum, other.username)
  const [{ id }] = (await theirs.get('/sessions')).body.items
  expect((await browser.delete(`/sessions/${id}`)).status).toBe(404)
  expect(await roleOf(theirs)).toBe('member')
})

test('signing out everywhere else keeps the present session', async () => {
  const { username } = await makeAccount(forum)
  const [here, there] = [await signedIn(forum, username), await signedIn(forum, username)]
  expect((await here.delete('/sessions')).status).toBe(204)
  expect([await roleOf(here), await roleOf(there)]).toEqual(['member', 'guest'])
})

test('the session id is in no table, and changes at every sign-in', async () => {
  const { username } = await makeAccount(forum)
  const browser = await signedIn(forum, username)
  const first = browser.cookie()
  const rows = await forum.connection.db.select().from(sessions)
  expect(JSON.stringify(rows)).not.toContain(first.split('=')[1])
  await browser.post('/sessions', { login: username, password })
  expect(browser.cookie()).not.toBe(first)
  const former = openBrowser(forum)
  former.useCookie(first)
  expect(await roleOf(former)).toBe('guest')
})

test('a session id chosen by the client is never accepted', async () => {
  const { username } = await makeAccount(forum)
  const browser = openBrowser(forum)
  browser.useCookie('stoa_session=planted-by-an-attacker')
  await browser.post('/sessions', { login: username, password })
  expect(browser.cookie()).not.toContain('planted')
})

test('a member stays signed in for thirty days', async () => {
  const { username } = await makeAccount(forum)
  const browser = await signedIn(forum, username)
  forum.advance(30 * day - minute)
  expect(await roleOf(browser)).toBe('member')
  forum.advance(2 * minute)
  expect(await roleOf(browser)).toBe('guest')
})

test('staff are signed out after half an hour without a request', async () => {
  const staff = await forum.user({ role: 'staff' })
  forum.advance(29 * minute)
  expect(await roleOf(staff)).toBe('staff')
  forum.advance(29 * minute)
  expect(await roleOf(staff)).toBe('staff')
  forum.advance(31 * minute)
  expect(await roleOf(staff)).toBe('guest')
})

test('a member is not signed out for being idle', async () => {
  const member = await forum.user()
  forum.advance(10 * hour)
  expect(await roleOf(member)).toBe('member')
})

test('staff are signed out after twelve hours, even if active', async () => {
  const { id, username } = await makeAccount(forum)
  await forum.connection.db.update(users).set({ role: 'staff' }).where(eq(users.id, id))
  const browser = await signedIn(forum, username)
  for (let passed = 0; passed < 12 * hour; passed += 20 * minute) {
    expect((await browser.get('/me')).body.id).toBe(id)
    forum.advance(20 * minute)
  }
  expect((await browser.get('/me')).body.id).toBe(0)
})

test('after ten minutes a fresh sign-in is required where needed', async () => {
  const { username } = await makeAccount(forum)
  const browser = await signedIn(forum, username)
  expect((await browser.get('/me/export')).status).toBe(200)
  forum.advance(11 * minute)
  expect((await browser.get('/me/export')).body.code).toBe('fresh_authentication_required')
  const before = browser.cookie()
  const wrong = await browser.post('/sessions/current/authentication', { password: 'wrong one' })
  expect(wrong.status).toBe(422)
  const right = await browser.post('/sessions/current/authentication', { password })
  expect(right.status).toBe(204)
  expect(browser.cookie()).not.toBe(before)
  expect((await browser.get('/me/export')).status).toBe(200)
})

test('a suspension takes effect at once and ends all sessions', async () => {
  const { id, username } = await makeAccount(forum)
  const browser = await signedIn(forum, username)
  expect(await roleOf(browser)).toBe('member')
  await transaction(forum.context(), async (ctx) => {
    const suspension = { kind: 'suspension' as const, categoryId: null, until: null }
    await imposeSanction(ctx, { userId: id, ...suspension, reason: 'spam' })
  })
  expect(await roleOf(browser)).toBe('guest')
})

test('a silence ends, and one in a category does not apply elsewhere', async () => {
  const member = await forum.user()
  const until = new Date(Date.parse(forum.now()) + hour).toISOString()
  const row = { userId: member.id, kind: 'silence' as const, reason: 'spam', byId: 1 }
  const silence = { ...row, createdAt: forum.now() }
  await forum.connection.db.insert(sanctions).values({ ...silence, categoryId: 1 })
  expect((await member.get('/me')).body.can.ask).toBe(true)
  await forum.connection.db.insert(sanctions).values({ ...silence, until })
  forum.advance(minute)
  expect((await member.get('/me')).body).toMatchObject({
    silencedUntil: until,
    can: { ask: false }
  })
  forum.advance(hour)
  expect((await member.get('/me')).body.can.ask).toBe(true)
})

test('the actor is resolved by one statement, then cached for five seconds', async () => {
  const { username } = await makeAccount(forum)
  const browser = await signedIn(forum, username)
  // The first request also fills the caches of all pages.
  await browser.get('/me')
  forum.advance(6000)
  const resolve = () => forum.count(() => browser.get('/me'))
  const unread = 1
  expect(await resolve()).toBe(1 + unread)
  expect(await resolve()).toBe(unread)
})

test('on https the cookie is bound to the host', async () => {
  const { username } = await makeAccount(secure)
  const answer = await openBrowser(secure).post('/sessions', { login: username, password })
  const cookies = [answer.headers['set-cookie'] ?? []].flat()
  expect(cookies.map((cookie) => cookie.split('=', 1)[0])).toEqual([
    '__Host-stoa_device',
    '__Host-stoa_session'
  ])
  for (const cookie of cookies)
    expect(cookie).toMatch(/=[\w.-]+; Path=\/; HttpOnly; SameSite=Lax; Secure; Expires=/)
})

test('uses of sessions are written together, and no request waits for it', async () => {
  const members = [await forum.user(), await forum.user(), await forum.user()]
  const ids = members.map(({ id }) => id)
  const uses = () =>
    forum.connection.db
      .select({ usedAt: sessions.lastUsedAt, seenAt: users.lastSeenAt })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .where(inArray(users.id, ids))
      .orderBy(users.id)
  await forum.settle()
  forum.advance(2 * minute)
  const before = await uses()
  for (const member of members) await member.get('/me')
  expect(await uses()).toEqual(before)
  expect(await forum.count(() => writeUses(forum.context()))).toBe(1)
  for (const [at, { usedAt, seenAt }] of (await uses()).entries()) {
    expect(usedAt > (before[at]?.usedAt ?? '')).toBe(true)
    expect(seenAt).toBe(usedAt)
  }
})

test('visits are counted by day', async () => {
  const member = await forum.user()
  for (let passed = 0; passed < 3; passed += 1) {
    forum.advance(day)
    await member.get('/me')
    await member.get('/me')
    await forum.settle()
  }
  const [row] = await forum.connection.db.execute<{ days: number }>(sql`
    select count(*)::int as days from contributions
    where user_id = ${member.id} and kind = 'day_visited'`)
  expect(row?.days).toBe(3)
})
