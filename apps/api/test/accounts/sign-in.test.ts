import argon2 from '@node-rs/argon2'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { sanctions } from '@stoa/accounts/schema'
import { makeAccount, openBrowser, password, signedIn, signedUp } from './browser.ts'
import { startForum, type TestForum } from '../forum.ts'
import { mailsTo } from './mailbox.ts'

const hash = vi.spyOn(argon2, 'hash')
const verify = vi.spyOn(argon2, 'verify')
const hashes = () => hash.mock.calls.length + verify.mock.calls.length
const clearHashes = () => void [hash, verify].forEach((spy) => spy.mockClear())

const forum = startForum({ demo: true })
const real = startForum()

beforeEach(clearHashes)
afterAll(() => vi.restoreAllMocks())

const suspend = (forum: TestForum, userId: number) =>
  forum.connection.db
    .insert(sanctions)
    .values({ userId, kind: 'suspension', reason: 'spam', byId: 1, createdAt: forum.now() })

test('a user signs in with name or address, in any case, and out again', async () => {
  const { username, email } = await makeAccount(forum)
  for (const login of [username, email, email.toUpperCase()]) {
    const browser = openBrowser(forum)
    const answer = await browser.post('/sessions', { login, password })
    expect(answer.status).toBe(201)
    expect(answer.body).toMatchObject({ username, role: 'member', pending: false })
    expect((await browser.get('/me')).body.username).toBe(username)
    const cookie = browser.cookie()
    expect((await browser.delete('/sessions/current')).status).toBe(204)
    browser.useCookie(cookie)
    expect((await browser.get('/me')).body.role).toBe('guest')
  }
})

/**
 * Everything an observer sees of a refused sign-in: answer, statements and the number of Argon2
 * hashes.
 */
async function tracesOf(login: string) {
  clearHashes()
  const traces: object[] = []
  const statements = await forum.count(async () => {
    const answer = await openBrowser(forum).post('/sessions', { login, password: 'wrong one' })
    const { date: _, 'x-request-id': __, 'set-cookie': cookies, ...headers } = answer.headers
    expect(cookies).toMatch(/^stoa_device=[\w-]{22}\.\d+\.[\w-]{43}; Path=\/; HttpOnly/)
    traces.push({ status: answer.status, text: answer.text, headers })
  })
  return { traces, statements, hashes: hashes() }
}

test('unknown, known, suspended and unconfirmed names are refused alike', async () => {
  const [known, suspended] = [await makeAccount(forum), await makeAccount(forum)]
  await suspend(forum, suspended.id)
  const { username } = await signedUp(forum)
  const unknown = await tracesOf('nobody-here')
  expect(unknown).toMatchObject({ traces: [{ status: 401 }], hashes: 1 })
  for (const login of [
    'nobody@example.test',
    known.username,
    known.email,
    suspended.email,
    username
  ])
    expect(await tracesOf(login)).toEqual(unknown)
})

test('a suspended user can sign in to appeal, and is told', async () => {
  const { id, username } = await makeAccount(forum)
  await suspend(forum, id)
  const browser = await signedIn(forum, username)
  const { body } = await browser.get('/me')
  expect(body.suspendedUntil).toBe('9999-12-31T00:00:00.000Z')
  expect(body.can.ask).toBe(false)
})

test('an unconfirmed account signs in only to verify', async () => {
  const { username } = await signedUp(forum)
  const browser = openBrowser(forum)
  const answer = await browser.post('/sessions', { login: username, password })
  expect(answer.body).toMatchObject({ role: 'guest', pending: true })
})

test('after ten failures an address must wait, and a success resets the count', async () => {
  const { username } = await makeAccount(forum)
  const browser = openBrowser(forum)
  const attempt = (password: string) => browser.post('/sessions', { login: username, password })
  for (let count = 0; count < 9; count += 1) expect((await attempt('wrong one')).status).toBe(401)
  expect((await attempt(password)).status).toBe(201)
  for (let count = 0; count < 10; count += 1) expect((await attempt('wrong one')).status).toBe(401)
  const limited = await attempt(password)
  expect(limited.status).toBe(429)
  expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0)
  expect((await openBrowser(forum).post('/sessions', { login: username, password })).status).toBe(
    201
  )
})

test('a parallel burst gets no more attempts than a sequence', async () => {
  const { username } = await makeAccount(forum)
  const browser = openBrowser(forum)
  const answers = await Promise.all(
    Array.from({ length: 25 }, () =>
      browser.post('/sessions', { login: username, password: 'wrong' })
    )
  )
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(10)
})

test('a demo account signs in only in demo mode', async () => {
  const { username } = await makeAccount(forum, { demo: true })
  expect((await openBrowser(forum).post('/sessions', { login: username, password })).status).toBe(
    201
  )
  const other = await makeAccount(real, { demo: true })
  clearHashes()
  const refused = await openBrowser(real).post('/sessions', { login: other.username, password })
  expect(refused.body.code).toBe('sign_in_failed')
  expect(hashes()).toBe(1)
})

test('a demo account with a role needs no second factor in demo mode', async () => {
  const { username } = await makeAccount(forum, { demo: true, role: 'admin' })
  const browser = await signedIn(forum, username)
  expect((await browser.get('/me')).body).toMatchObject({ role: 'admin', secondFactor: 'none' })
})

test('a sign-in with another browser or network is mailed to the owner once', async () => {
  const { username, email } = await makeAccount(forum)
  const home = { address: '203.0.113.7', userAgent: 'Firefox/140.0' }
  const mails = async () => (await mailsTo(forum, email)).map(({ subject }) => subject)
  await signedIn(forum, username, home)
  await signedIn(forum, username, { address: '203.0.77.1', userAgent: 'Firefox/141.0' })
  expect(await mails()).toEqual([])
  await signedIn(forum, username, { ...home, address: '198.51.100.2' })
  await signedIn(forum, username, { ...home, address: '198.51.100.3' })
  expect(await mails()).toEqual(['New sign-in to your account'])
})
