import { expect, test } from 'vitest'
import { mailedTokens } from '@stoa/accounts/schema'
import { makeAccount, openBrowser, password, signedIn, signedUp } from './browser.ts'
import { startForum } from '../forum.ts'
import { lastMailTo, mailsTo } from './mailbox.ts'

const forum = startForum({ demo: true })
const other = 'seven lanterns on a raft'
const minute = 60_000

const signIn = (login: string, password: string) =>
  openBrowser(forum).post('/sessions', { login, password })
const ask = (email: string) => openBrowser(forum).post('/accounts/password-reset', { email })
const reset = (token: string, password = other) =>
  openBrowser(forum).put('/accounts/password-reset', { token, password })

test('a reset by mail sets a password and ends sessions and tokens', async () => {
  const { username, email } = await makeAccount(forum)
  const browser = await signedIn(forum, username)
  const token = (await browser.post('/tokens', { name: 'x', scopes: ['read'], days: 1 })).body
    .secret
  await ask(email)
  expect((await reset((await lastMailTo(forum, email)).token)).status).toBe(204)
  expect((await browser.get('/me')).body.role).toBe('guest')
  const bearer = await forum.guest.get('/me', { authorization: `Bearer ${token}` })
  expect(bearer.status).toBe(401)
  expect((await signIn(username, password)).status).toBe(401)
  expect((await signIn(username, other)).status).toBe(201)
})

test('answer and cost do not reveal whether an account has the address', async () => {
  const { email } = await makeAccount(forum)
  const unconfirmed = await signedUp(forum)
  const seen = new Set<string>()
  for (const address of [email, 'nobody@example.test', unconfirmed.email]) {
    let text
    const statements = await forum.count(async () => ({ text } = await ask(address)))
    seen.add(`${text} ${statements}`)
  }
  expect(seen.size).toBe(1)
  expect(await mailsTo(forum, 'nobody@example.test')).toEqual([])
})

test('a link works once, even in parallel', async () => {
  const { email } = await makeAccount(forum)
  await ask(email)
  const { token } = await lastMailTo(forum, email)
  const answers = await Promise.all([reset(token), reset(token), reset(token)])
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 410, 410])
})

test('a link works for thirty minutes', async () => {
  const { email } = await makeAccount(forum)
  await ask(email)
  const { token } = await lastMailTo(forum, email)
  forum.advance(30 * minute)
  expect((await reset(token)).body.code).toBe('link_expired')
})

test('database contents open no link', async () => {
  const { email } = await makeAccount(forum)
  await ask(email)
  const { token } = await lastMailTo(forum, email)
  const stored = JSON.stringify(await forum.connection.db.select().from(mailedTokens))
  expect(stored).not.toContain(token)
})

test('a weak password is refused and the link stays valid', async () => {
  const { email } = await makeAccount(forum)
  await ask(email)
  const { token } = await lastMailTo(forum, email)
  expect((await reset(token, 'qwertyuiop')).status).toBe(422)
  expect((await reset(token)).status).toBe(204)
})

test('a link for another purpose resets no password', async () => {
  const { email } = await signedUp(forum)
  const { token } = await lastMailTo(forum, email)
  expect((await reset(token)).status).toBe(410)
})

test('the limit of five links an hour is per address and network', async () => {
  const { email } = await makeAccount(forum)
  const stranger = openBrowser(forum)
  const from = async () => (await stranger.post('/accounts/password-reset', { email })).status
  for (let count = 0; count < 5; count += 1) expect(await from()).toBe(202)
  expect(await from()).toBe(429)
  expect((await ask(email)).status).toBe(202)
})

test('a change needs the present password, and ends other sessions', async () => {
  const { username, email } = await makeAccount(forum)
  const [browser, phone] = [await signedIn(forum, username), await signedIn(forum, username)]
  const change = (current: string) => browser.put('/me/password', { current, password: other })
  expect((await change('not this one')).body.errors[0].path).toBe('current')
  expect((await change(password)).status).toBe(204)
  expect((await browser.get('/me')).body.role).toBe('member')
  expect((await phone.get('/me')).body.role).toBe('guest')
  expect((await signIn(username, other)).status).toBe(201)
  const subjects = (await mailsTo(forum, email)).map(({ subject }) => subject)
  expect(subjects).toContain('Your password was changed')
})
