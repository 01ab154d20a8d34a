import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { makeAccount, openBrowser, password, signedIn } from './browser.ts'
import { lastMailTo } from './mailbox.ts'
import { another, freezeByCode, moveTo, reset, signIn, undoLink } from './undo-links.ts'

const forum = startForum()

test('freezing ends all access until the password is reset by mail', async () => {
  const { username, email } = await makeAccount(forum)
  const browser = await signedIn(forum, username)
  const other = await signedIn(forum, username)
  expect((await openBrowser(forum).post('/me/freezing')).status).toBe(401)
  expect((await browser.post('/me/freezing')).status).toBe(204)
  expect((await other.get('/me')).body.role).toBe('guest')
  expect((await signIn(forum, username, password)).body.code).toBe('sign_in_failed')
  expect((await lastMailTo(forum, email)).subject).toBe('Your account is frozen')
  await reset(forum, email)
  expect((await signIn(forum, username, another)).status).toBe(201)
})

test('a mailed code freezes an account without a sign-in', async () => {
  const { username, email } = await makeAccount(forum)
  const thief = await signedIn(forum, username)
  expect((await freezeByCode(forum, email)).body).toEqual({ restored: true })
  expect((await thief.get('/me')).body.role).toBe('guest')
  const nobody = await freezeByCode(forum, `nobody-${email}`)
  expect(nobody.body.errors).toMatchObject([{ path: 'email' }])
})

test('a code to a lost address restores the account', async () => {
  const { username, email } = await makeAccount(forum)
  await moveTo(forum, await signedIn(forum, username), `thief-${email}`)
  expect((await freezeByCode(forum, email)).body).toEqual({ restored: true })
  await reset(forum, email)
  expect((await signIn(forum, email, another)).status).toBe(201)
  const link = await undoLink(forum, email)
  expect((await openBrowser(forum).post('/accounts/email-undo', { token: link })).status).toBe(410)
})

test('requests of a code get the same answer for every address, at the same cost', async () => {
  const { email } = await makeAccount(forum)
  const request = (address: string) =>
    openBrowser(forum).post('/accounts/freezing/code', { email: address })
  const known = await forum.count(() => request(email))
  expect(await forum.count(() => request(`nobody-${email}`))).toBe(known)
})

test('a frozen account opens one urgent ticket, readable with a mailed code', async () => {
  const agent = await forum.user({ role: 'staff', capabilities: ['desk'] })
  const { username, email } = await makeAccount(forum)
  await (await signedIn(forum, username)).post('/me/freezing')
  await freezeByCode(forum, email)
  await forum.settle()
  const { items } = (await agent.get('/desk/tickets?view=all')).body
  type Item = { requester: { username: string } }
  const theirs = items.filter(({ requester }: Item) => requester.username === username)
  expect(theirs).toMatchObject([{ topic: 'account_access', priority: 'urgent' }])
  const browser = openBrowser(forum)
  await browser.post('/accounts/email-proof', { email })
  await browser.put('/accounts/email-proof', { email, code: (await lastMailTo(forum, email)).code })
  expect((await browser.get('/tickets')).body.items).toMatchObject([{ number: theirs[0].number }])
})

test('staff on call are notified at once, whatever their preferences', async () => {
  const email = 'on-call@example.test'
  const onCall = await forum.user({ role: 'staff', capabilities: ['moderation'], email })
  const items = [{ kind: 'stolen_account', mail: 'never' }]
  await onCall.patch('/notifications/preferences', { items })
  const { username } = await makeAccount(forum)
  await (await signedIn(forum, username)).post('/me/freezing')
  expect((await lastMailTo(forum, email)).subject).toBe(`Account reported as stolen: ${username}`)
  const { items: inbox } = (await onCall.get('/notifications')).body
  expect(inbox[0]).toMatchObject({ kind: 'stolen_account', url: `/u/${username}/moderate` })
})

test('no parallel sign-in survives a freeze', async () => {
  const { username } = await makeAccount(forum)
  const owner = await signedIn(forum, username)
  const browsers = Array.from({ length: 6 }, () => openBrowser(forum))
  await Promise.all([
    ...browsers.map((browser) => browser.post('/sessions', { login: username, password })),
    owner.post('/me/freezing')
  ])
  for (const browser of browsers) expect((await browser.get('/me')).body.role).toBe('guest')
})
