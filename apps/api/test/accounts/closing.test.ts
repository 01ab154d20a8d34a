import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { sessions, users } from '@stoa/accounts/schema'
import { events } from '@stoa/core/schema'
import { makeAccount, openBrowser, password, signedIn, type Browser } from './browser.ts'
import { startForum } from '../forum.ts'

const forum = startForum({ demo: true })

const close = (browser: Browser, proof: object = { password }) => browser.post('/me/closing', proof)

test('closing an account empties its row and ends every access', async () => {
  const { id, username, email } = await makeAccount(forum, { bio: 'Something personal' })
  const browser = await signedIn(forum, username)
  const { secret } = (await browser.post('/tokens', { name: 'x', scopes: ['read'], days: 1 })).body
  expect((await close(browser, { password: 'wrong one' })).status).toBe(422)
  expect((await close(browser)).status).toBe(204)
  expect((await browser.get('/me')).body.role).toBe('guest')
  expect((await forum.guest.get('/me', { authorization: `Bearer ${secret}` })).status).toBe(401)
  const [row] = await forum.connection.db.select().from(users).where(eq(users.id, id))
  expect(row).toMatchObject({
    email: null,
    passwordHash: null,
    bio: '',
    erasedAt: expect.any(String)
  })
  expect(JSON.stringify(row)).not.toContain(username)
  const left = await forum.connection.db.select().from(sessions).where(eq(sessions.userId, id))
  expect(left).toEqual([])
  expect((await openBrowser(forum).post('/sessions', { login: email, password })).status).toBe(401)
})

test('the name of a closed account stays reserved and its page is gone', async () => {
  const { username } = await makeAccount(forum, { username: 'leaving_soon' })
  await close(await signedIn(forum, username))
  expect((await forum.guest.get(`/users/${username}`)).status).toBe(410)
  const input = { username: 'Leaving-Soon', email: 'l@example.test', password }
  const answer = await openBrowser(forum).post('/accounts', input)
  expect(answer.body.errors[0].path).toBe('username')
})

test('the address of a closed account is free again', async () => {
  const { username, email } = await makeAccount(forum)
  await close(await signedIn(forum, username))
  const again = await makeAccount(forum, { email })
  expect((await signedIn(forum, again.username)).cookie()).not.toBe('')
})

test('others learn of it by an event', async () => {
  const { id, username } = await makeAccount(forum)
  await close(await signedIn(forum, username))
  const rows = await forum.connection.db.select().from(events).where(eq(events.actorId, id))
  expect(rows.map(({ type }) => type)).toContain('user.erased')
})

test('the only admin cannot close the account', async () => {
  const { username } = await makeAccount(forum, { role: 'admin', demo: true })
  const browser = await signedIn(forum, username)
  expect((await close(browser)).body.code).toBe('last_admin')
  await makeAccount(forum, { role: 'admin', demo: true })
  expect((await close(browser)).status).toBe(204)
})
