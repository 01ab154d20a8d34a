import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { recoveryCodes, secondFactors, users } from '@stoa/accounts/schema'
import { makeAccount, openBrowser, password, signedIn, type Browser } from './browser.ts'
import { startForum } from '../forum.ts'
import { mailsTo } from './mailbox.ts'
import * as protecting from './protecting.ts'

const forum = startForum()

const codeOf = (secret: string) => protecting.codeOf(forum, secret)
const protect = (browser: Browser) => protecting.protect(forum, browser)
const protectedAccount = () => protecting.protectedAccount(forum)

const signIn = (login: string, code?: string) =>
  openBrowser(forum).post('/sessions', { login, password, code })

test('the secret comes as text, URI and QR code, and has no effect before a code', async () => {
  const { username } = await makeAccount(forum)
  const browser = await signedIn(forum, username)
  const { secret, uri, qr } = (await browser.post('/me/second-factor')).body
  expect(uri).toMatch(new RegExp(`^otpauth://totp/.*secret=${secret}`))
  expect(qr).toMatch(/^<svg /)
  expect((await signIn(username)).status).toBe(201)
  const wrong = await browser.post('/me/second-factor/confirmation', { code: '000000' })
  expect(wrong.body.errors[0].path).toBe('code')
})

test('turning it on gives ten recovery codes, ends other sessions and is mailed', async () => {
  const { username, email } = await makeAccount(forum)
  const [browser, other] = [await signedIn(forum, username), await signedIn(forum, username)]
  const before = browser.cookie()
  const { codes } = await protect(browser)
  expect(new Set(codes).size).toBe(10)
  expect(browser.cookie()).not.toBe(before)
  expect((await browser.get('/me')).body.secondFactor).toBe('on')
  expect((await other.get('/me')).body.role).toBe('guest')
  const subjects = (await mailsTo(forum, email)).map(({ subject }) => subject)
  expect(subjects).toContain('Two-factor authentication is on')
})

test('signing in then also needs a code', async () => {
  const { username, secret } = await protectedAccount()
  expect((await signIn(username)).body.code).toBe('second_factor_required')
  expect((await signIn(username, '000000')).body.code).toBe('second_factor_wrong')
  expect((await signIn(username, codeOf(secret))).status).toBe(201)
})

test('a code works once, even in parallel', async () => {
  const { username, secret } = await protectedAccount()
  const code = codeOf(secret)
  const answers = await Promise.all([signIn(username, code), signIn(username, code)])
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 401])
  expect((await signIn(username, code)).status).toBe(401)
})

test('tries at codes are limited like tries at passwords', async () => {
  const { username, secret } = await protectedAccount()
  const browser = openBrowser(forum)
  const guess = (code: string) => browser.post('/sessions', { login: username, password, code })
  for (let count = 0; count < 10; count += 1) await guess('000000')
  expect((await guess(codeOf(secret))).status).toBe(429)
})

test('a recovery code works once, in any typing', async () => {
  const { username, codes } = await protectedAccount()
  const typed = (codes[0] ?? '').toUpperCase().replace('-', ' ')
  expect((await signIn(username, typed)).status).toBe(201)
  expect((await signIn(username, codes[0])).status).toBe(401)
  expect((await signIn(username, codes[1])).status).toBe(201)
})

test('new recovery codes make the old ones useless', async () => {
  const { username, browser, codes } = await protectedAccount()
  const { body } = await browser.put('/me/second-factor/recovery-codes')
  expect(body.codes).toHaveLength(10)
  expect((await signIn(username, codes[0])).status).toBe(401)
  expect((await signIn(username, body.codes[0])).status).toBe(201)
})

test('the database reveals neither the secret nor a recovery code', async () => {
  const { id, secret, codes } = await protectedAccount()
  const { db } = forum.connection
  const stored = JSON.stringify([
    await db.select().from(secondFactors).where(eq(secondFactors.userId, id)),
    await db.select().from(recoveryCodes).where(eq(recoveryCodes.userId, id))
  ])
  for (const code of [secret, ...codes]) expect(stored).not.toContain(code)
})

test('a secret copied to another account does not decrypt', async () => {
  const [one, other] = [await protectedAccount(), await protectedAccount()]
  const { db } = forum.connection
  const [row] = await db.select().from(secondFactors).where(eq(secondFactors.userId, one.id))
  const encryptedSecret = row?.encryptedSecret ?? ''
  await db.update(secondFactors).set({ encryptedSecret }).where(eq(secondFactors.userId, other.id))
  expect((await signIn(other.username, codeOf(one.secret))).status).toBe(500)
})

test('turning it off needs fresh proof by password and code', async () => {
  const { username, browser, secret } = await protectedAccount()
  const turnOff = () => browser.delete('/me/second-factor')
  const prove = (proof: object) => browser.post('/sessions/current/authentication', proof)
  forum.advance(11 * 60_000)
  expect((await turnOff()).body.code).toBe('fresh_authentication_required')
  expect((await prove({ password })).body.code).toBe('second_factor_required')
  expect((await prove({ password: 'wrong one', code: codeOf(secret) })).status).toBe(422)
  expect((await prove({ password, code: codeOf(secret) })).status).toBe(204)
  expect((await turnOff()).status).toBe(204)
  expect((await signIn(username)).status).toBe(201)
})

test.each(['volunteer', 'staff', 'admin'] as const)(
  'a %s without one acts as a member',
  async (role) => {
    const { id, username } = await makeAccount(forum)
    await forum.connection.db.update(users).set({ role }).where(eq(users.id, id))
    const answer = await signIn(username)
    expect(answer.body).toMatchObject({ role, secondFactorMissing: true })
    const browser = await signedIn(forum, username)
    expect((await browser.get('/me')).body).toMatchObject({
      role: 'member',
      secondFactor: 'required'
    })
    await protect(browser)
    expect((await browser.get('/me')).body).toMatchObject({ role, secondFactor: 'on' })
  }
)
