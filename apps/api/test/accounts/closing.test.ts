import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { eraseClosed } from '@stoa/accounts'
import { oldUsernames, sessions, users } from '@stoa/accounts/schema'
import { events } from '@stoa/core/schema'
import { startForum } from '../forum.ts'
import { createThread } from '../posting.ts'
import { agreed, makeAccount, openBrowser, password, signedIn, type Browser } from './browser.ts'
import { another, day, lastLink, moveTo, reset, signIn, waitForErasing } from './undo-links.ts'

const forum = startForum({ demo: true })

const close = (browser: Browser) => browser.post('/me/closing')

async function closed(given: Parameters<typeof makeAccount>[1] = {}) {
  const account = await makeAccount(forum, given)
  await close(await signedIn(forum, account.username))
  return account
}

const rowOf = async (id: number) =>
  (await forum.connection.db.select().from(users).where(eq(users.id, id)))[0]

beforeEach(() => eraseClosed(forum.context()))

test('closing an account ends all access, and clears its row after seven days', async () => {
  const { id, username, email } = await makeAccount(forum, { bio: 'Something personal' })
  const browser = await signedIn(forum, username)
  const { secret } = (await browser.post('/tokens', { name: 'x', scopes: ['read'], days: 1 })).body
  forum.advance(11 * 60_000)
  expect((await close(browser)).body.code).toBe('fresh_authentication_required')
  await browser.post('/sessions/current/authentication', { password })
  expect((await close(browser)).status).toBe(204)
  expect((await browser.get('/me')).body.role).toBe('guest')
  expect((await forum.guest.get('/me', { authorization: `Bearer ${secret}` })).status).toBe(401)
  expect((await signIn(forum, email, password)).status).toBe(401)
  forum.advance(6 * day)
  await eraseClosed(forum.context())
  expect((await rowOf(id))?.email).toBe(email)
  forum.advance(day)
  await eraseClosed(forum.context())
  const row = await rowOf(id)
  expect(row).toMatchObject({ email: null, passwordHash: null, bio: '' })
  expect(row?.erasedAt).toBeTruthy()
  expect(JSON.stringify(row)).not.toContain(username)
  const left = await forum.connection.db.select().from(sessions).where(eq(sessions.userId, id))
  expect(left).toEqual([])
})

test('for seven days a link at every recent address cancels the closing', async () => {
  const { username, email } = await makeAccount(forum)
  const thief = await signedIn(forum, username)
  const next = `thief-${email}`
  await moveTo(forum, thief, next)
  await close(thief)
  expect(await lastLink(forum, next, '/keep-account')).not.toBe('')
  const token = await lastLink(forum, email, '/keep-account')
  expect((await forum.guest.get(`/users/${username}`)).status).toBe(410)
  const keep = () => openBrowser(forum).post('/accounts/closing/undo', { token })
  expect((await keep()).status).toBe(204)
  expect((await keep()).status).toBe(410)
  await waitForErasing(forum)
  expect((await forum.guest.get(`/users/${username}`)).status).toBe(200)
})

test('a kept account stays frozen until its password is reset by mail', async () => {
  const { username, email } = await closed()
  const token = await lastLink(forum, email, '/keep-account')
  await openBrowser(forum).post('/accounts/closing/undo', { token })
  expect((await signIn(forum, username, password)).status).toBe(401)
  await reset(forum, email)
  expect((await signIn(forum, username, another)).status).toBe(201)
})

test('posts of a closed account have no author name from the first day on', async () => {
  const author = await forum.user()
  const { id } = await createThread(author, await forum.category())
  const posts = () => forum.guest.get(`/threads/${id}/posts`)
  const name = async () => (await posts()).body.items[0].author
  expect(await name()).toMatchObject({ username: author.username, erased: false })
  const { db } = forum.connection
  await db.update(users).set({ closesAt: forum.now() }).where(eq(users.id, author.id))
  expect(await name()).toMatchObject({ username: `erased.${author.id}`, erased: true })
})

test('the name of a closed account stays reserved and its page is gone', async () => {
  const { username } = await closed({ username: 'leaving_soon' })
  expect((await forum.guest.get(`/users/${username}`)).status).toBe(410)
  await waitForErasing(forum)
  expect((await forum.guest.get(`/users/${username}`)).status).toBe(410)
  const input = { username: 'Leaving-Soon', email: 'l@example.test', password }
  const answer = await openBrowser(forum).post('/accounts', { ...agreed, ...input })
  expect(answer.body.errors[0].path).toBe('username')
})

test('a failed erasure does not stop the others', async () => {
  const [stuck, other] = [await closed(), await closed()]
  const { db } = forum.connection
  const { usernameKey = '' } = (await rowOf(stuck.id)) ?? {}
  await db.insert(oldUsernames).values({ usernameKey, userId: other.id })
  forum.advance(7 * day)
  await expect(eraseClosed(forum.context())).rejects.toThrow(AggregateError)
  expect((await rowOf(other.id))?.erasedAt).toBeTruthy()
  expect((await rowOf(stuck.id))?.erasedAt).toBeNull()
  await db.delete(oldUsernames).where(eq(oldUsernames.usernameKey, usernameKey))
  await eraseClosed(forum.context())
  expect((await rowOf(stuck.id))?.erasedAt).toBeTruthy()
})

test('the address of a closed account is free after seven days', async () => {
  const { email } = await closed()
  await expect(makeAccount(forum, { email })).rejects.toThrow('account_exists')
  await waitForErasing(forum)
  const again = await makeAccount(forum, { email })
  expect((await signedIn(forum, again.username)).cookie()).not.toBe('')
})

test('closing and erasing an account emit an event each', async () => {
  const { id } = await closed()
  const types = async () => {
    const { db } = forum.connection
    const rows = await db.select().from(events)
    return rows.filter(({ payload }) => payload.userId === id).map(({ type }) => type)
  }
  expect(await types()).toContain('user.hidden')
  expect(await types()).not.toContain('user.erased')
  await waitForErasing(forum)
  expect(await types()).toContain('user.erased')
})

test('the only admin cannot close the account', async () => {
  const { username } = await makeAccount(forum, { role: 'admin', demo: true })
  const browser = await signedIn(forum, username)
  expect((await close(browser)).body.code).toBe('last_admin')
  const second = await makeAccount(forum, { role: 'admin', demo: true })
  expect((await close(browser)).status).toBe(204)
  expect((await close(await signedIn(forum, second.username))).body.code).toBe('last_admin')
})
