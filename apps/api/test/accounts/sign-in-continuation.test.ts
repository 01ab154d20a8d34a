import { expect, test } from 'vitest'
import { openBrowser, password } from './browser.ts'
import { startForum } from '../forum.ts'
import { codeOf, protectedAccount } from './protecting.ts'

const forum = startForum()

/** The continuation that a correct password returns if a second factor is on. */
async function continuationOf(login: string): Promise<string> {
  const { body } = await openBrowser(forum).post('/sessions', { login, password })
  expect(body.code).toBe('second_factor_required')
  return body.continuation
}

const goOn = (continuation: string, code: string) =>
  openBrowser(forum).post('/sessions/second-factor', { continuation, code })

test('after a correct password the code alone signs in with a second factor', async () => {
  const { username, secret } = await protectedAccount(forum)
  const continuation = await continuationOf(username)
  expect(continuation).not.toContain(password)
  expect((await goOn(continuation, '000000')).body.code).toBe('second_factor_wrong')
  const browser = openBrowser(forum)
  const code = codeOf(forum, secret)
  const { status, body } = await browser.post('/sessions/second-factor', { continuation, code })
  expect([status, body.username]).toEqual([201, username])
  expect((await browser.get('/me')).body.username).toBe(username)
  expect((await goOn(continuation, code)).status).toBe(401)
})

test('a recovery code works too', async () => {
  const { username, codes } = await protectedAccount(forum)
  expect((await goOn(await continuationOf(username), codes[0] ?? '')).status).toBe(201)
})

test('a wrong password gives no continuation', async () => {
  const { username } = await protectedAccount(forum)
  const input = { login: username, password: 'wrong one' }
  const { body } = await openBrowser(forum).post('/sessions', input)
  expect(body).not.toHaveProperty('continuation')
})

test('a continuation ends after ten minutes and with a change of password', async () => {
  const { username, browser, secret } = await protectedAccount(forum)
  const early = await continuationOf(username)
  forum.advance(10 * 60_000)
  expect((await goOn(early, codeOf(forum, secret))).body.code).toBe('sign_in_expired')
  const late = await continuationOf(username)
  const change = { current: password, password: 'seven lanterns drift southward' }
  expect((await browser.put('/me/password', change)).status).toBe(204)
  expect((await goOn(late, codeOf(forum, secret))).body.code).toBe('sign_in_expired')
})

test('a continuation cannot be forged, prolonged or used for another account', async () => {
  const [one, other] = [await protectedAccount(forum), await protectedAccount(forum)]
  const [id, until = '', signature] = (await continuationOf(one.username)).split('.')
  const later = `${Number(until) + 60_000}`
  for (const parts of [[other.id, until, signature], [id, later, signature], [id, until, ''], []])
    expect((await goOn(parts.join('.'), codeOf(forum, other.secret))).body.code).toBe(
      'sign_in_expired'
    )
})

test('tries at codes are limited like tries at passwords', async () => {
  const { username, secret } = await protectedAccount(forum)
  const continuation = await continuationOf(username)
  const browser = openBrowser(forum)
  const guess = (code: string) => browser.post('/sessions/second-factor', { continuation, code })
  for (let count = 0; count < 10; count += 1) await guess('000000')
  expect((await guess(codeOf(forum, secret))).status).toBe(429)
})
