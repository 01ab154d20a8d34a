import { expect, test } from 'vitest'
import { makeAccount, openBrowser, password, signedIn } from './browser.ts'
import { startForum } from '../forum.ts'
import { lastMailTo, mailsTo } from './mailbox.ts'

const forum = startForum()

async function changing() {
  const account = await makeAccount(forum)
  const browser = await signedIn(forum, account.username)
  const next = `new-${account.email}`
  const answer = await browser.post('/me/email', { email: next })
  return { ...account, browser, next, answer }
}

const emailOf = async (browser: { get(path: string): Promise<{ body: { email: string } }> }) =>
  (await browser.get('/me')).body.email

test('a new address takes effect when it is confirmed', async () => {
  const { browser, email, next, answer } = await changing()
  expect(answer.status).toBe(202)
  expect(await emailOf(browser)).toBe(email)
  // The change asks for a fresh sign-in, by whichever means.
  expect((await lastMailTo(forum, email)).text).not.toContain('knows your password')
  const { token } = await lastMailTo(forum, next)
  expect((await browser.put('/me/email', { token })).status).toBe(204)
  expect(await emailOf(browser)).toBe(next)
})

test('a sign-in of eleven minutes ago changes nothing', async () => {
  const { username } = await makeAccount(forum)
  const browser = await signedIn(forum, username)
  forum.advance(11 * 60_000)
  const asked = await browser.post('/me/email', { email: 'a@example.test' })
  expect(asked.body.code).toBe('fresh_authentication_required')
  expect(await mailsTo(forum, 'a@example.test')).toEqual([])
})

test('the owner of a mistyped address does not get the account', async () => {
  const { next } = await changing()
  const { token } = await lastMailTo(forum, next)
  const stranger = await forum.user()
  expect((await stranger.put('/me/email', { token })).body.code).toBe('link_of_another_account')
  expect((await openBrowser(forum).put('/me/email', { token })).status).toBe(401)
})

test('a taken address gets the same answer; only the mail tells', async () => {
  const taken = await makeAccount(forum)
  const { username } = await makeAccount(forum)
  const browser = await signedIn(forum, username)
  const texts: string[] = []
  const ask = (email: string) =>
    forum.count(async () => texts.push((await browser.post('/me/email', { email })).text))
  await ask('warm-up@example.test')
  expect(await ask('free@example.test')).toBe(await ask(taken.email))
  expect(new Set(texts).size).toBe(1)
  expect((await lastMailTo(forum, taken.email)).subject).toBe('You already have an account')
})

test('the former address can undo a confirmed change, which freezes the account', async () => {
  const { browser, username, email, next } = await changing()
  await browser.put('/me/email', { token: (await lastMailTo(forum, next)).token })
  const { token } = await lastMailTo(forum, email)
  expect((await openBrowser(forum).post('/accounts/email-undo', { token })).status).toBe(200)
  expect((await browser.get('/me')).body.role).toBe('guest')
  const signIn = await openBrowser(forum).post('/sessions', { login: username, password })
  expect(signIn.body.code).toBe('sign_in_failed')
  expect((await lastMailTo(forum, email)).subject).toBe('Your account is frozen')
})

test('the former address can stop an unconfirmed change', async () => {
  const { email, next } = await changing()
  const change = await lastMailTo(forum, next)
  const { token } = await lastMailTo(forum, email)
  await openBrowser(forum).post('/accounts/email-undo', { token })
  const owner = await forum.user()
  expect((await owner.put('/me/email', { token: change.token })).status).toBe(410)
})

test('the link in the mail about an unusual sign-in freezes the account', async () => {
  const { username, email } = await makeAccount(forum)
  await signedIn(forum, username, { address: '203.0.113.7' })
  const thief = await signedIn(forum, username, { address: '198.51.100.9' })
  const { token } = await lastMailTo(forum, email)
  expect((await openBrowser(forum).post('/accounts/freezing', { token })).status).toBe(204)
  expect((await thief.get('/me')).body.role).toBe('guest')
  await openBrowser(forum).post('/accounts/password-reset', { email })
  const reset = {
    token: (await lastMailTo(forum, email)).token,
    password: 'seven lanterns on a raft'
  }
  await openBrowser(forum).put('/accounts/password-reset', reset)
  const back = await openBrowser(forum).post('/sessions', {
    login: username,
    password: reset.password
  })
  expect(back.status).toBe(201)
})

test('opening a link changes nothing', async () => {
  const { browser, next, email } = await changing()
  const { text } = await lastMailTo(forum, next)
  const url = /https?:\S+/.exec(text)?.[0] ?? ''
  await forum.guest.inject({ method: 'GET', url: new URL(url).pathname + new URL(url).search })
  expect(await emailOf(browser)).toBe(email)
})
