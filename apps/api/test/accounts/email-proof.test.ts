import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import { eq } from 'drizzle-orm'
import { expect, test, vi, type Mock } from 'vitest'
import { users } from '@stoa/accounts/schema'
import { announceAnswers } from '@stoa/tickets'
import { startForum } from '../forum.ts'
import { createThread } from '../posting.ts'
import { sendForm } from '../uploads/sending.ts'
import { makeAccount, openBrowser, password, signedIn, type Browser } from './browser.ts'
import { joinBy } from './joining.ts'
import { lastMailTo, mailsTo } from './mailbox.ts'

const forum = startForum()
const minute = 60_000
const opening = { topic: 'account_access', subject: 'Locked out', body: 'My phone is lost.' }

let serial = 0
const someAddress = () => `someone-${(serial += 1)}@example.test`

async function withCode(email: string): Promise<Browser> {
  const browser = openBrowser(forum)
  await browser.post('/accounts/email-proof', { email })
  const { code } = await lastMailTo(forum, email)
  await browser.put('/accounts/email-proof', { email, code })
  return browser
}

test('without an account a mailed code opens a ticket, and another reads it', async () => {
  const email = someAddress()
  const browser = await withCode(email)
  const { body: ticket, status } = await browser.post('/tickets', opening)
  expect(status).toBe(201)
  const agent = await forum.user({ role: 'staff', capabilities: ['desk'] })
  const answer = { body: 'Here is what to do.', audience: 'requester' }
  await agent.post(`/tickets/${ticket.number}/messages`, answer)
  forum.advance(minute)
  await announceAnswers(forum.context())
  const told = (await mailsTo(forum, email)).filter(({ text }) => text.includes(ticket.url))
  expect(told).toHaveLength(1)
  const later = await withCode(email)
  const { messages } = (await later.get(`/tickets/${ticket.number}`)).body
  expect(messages).toHaveLength(2)
})

test.each([
  ['en', /^guest-\d{8}$/],
  ['zh-CN', /^访客-\d{8}$/],
  ['zh-TW', /^訪客-\d{8}$/]
])('who opens a ticket without an account is called a guest in %s', async (locale, name) => {
  const email = someAddress()
  const headers = { 'accept-language': locale }
  const ask = (method: 'POST' | 'PUT', payload: object) =>
    forum.guest.inject({ method, url: '/api/v1/accounts/email-proof', headers, payload })
  await ask('POST', { email })
  const { code } = await lastMailTo(forum, email)
  expect((await ask('PUT', { email, code })).status).toBe(204)
  const [row] = await forum.connection.db.select().from(users).where(eq(users.email, email))
  expect(row?.username).toMatch(name)
})

test('a guest whose number is taken gets another one', async () => {
  await forum.user({ username: 'guest-12345678' })
  const [browser, email] = [openBrowser(forum), someAddress()]
  await browser.post('/accounts/email-proof', { email })
  const { code } = await lastMailTo(forum, email)
  const number = vi.spyOn(crypto, 'randomInt') as unknown as Mock<() => number>
  number.mockReturnValueOnce(12_345_678).mockReturnValueOnce(12_345_679)
  syncBuiltinESMExports()
  const { status } = await browser.put('/accounts/email-proof', { email, code })
  number.mockRestore()
  syncBuiltinESMExports()
  const [row] = await forum.connection.db.select().from(users).where(eq(users.email, email))
  expect([status, row?.username]).toEqual([204, 'guest-12345679'])
})

test('a code is for one address, works once, and allows five tries', async () => {
  const email = someAddress()
  const browser = openBrowser(forum)
  await browser.post('/accounts/email-proof', { email })
  const { code } = await lastMailTo(forum, email)
  const prove = (input: object) => browser.put('/accounts/email-proof', { email, code, ...input })
  expect((await prove({ email: someAddress() })).status).toBe(422)
  expect((await prove({})).status).toBe(204)
  expect((await prove({})).status).toBe(422)
  await browser.post('/accounts/email-proof', { email })
  const { code: right } = await lastMailTo(forum, email)
  const wrong = right === '000000' ? '000001' : '000000'
  await Promise.all(Array.from({ length: 6 }, () => prove({ code: wrong })))
  expect((await prove({ code: right })).status).toBe(422)
})

test('addresses with and without an account get the same answer at the same cost', async () => {
  const { email } = await makeAccount(forum)
  const request = (address: string) =>
    openBrowser(forum).post('/accounts/email-proof', { email: address })
  const known = await forum.count(() => request(email))
  const unknown = await forum.count(() => request(someAddress()))
  expect(known).toBe(unknown)
  expect((await request(email)).text).toBe((await request(someAddress())).text)
})

test('a code shows tickets opened by a code; a sign-in shows all tickets', async () => {
  const { username, email } = await makeAccount(forum)
  const whole = await signedIn(forum, username)
  const { body: own } = await whole.post('/tickets', opening)
  const browser = await withCode(email)
  const { body: opened } = await browser.post('/tickets', opening)
  const numbers = async (one: Browser) =>
    (await one.get('/tickets')).body.items.map(({ number }: { number: string }) => number)
  expect(await numbers(browser)).toEqual([opened.number])
  expect((await browser.get(`/tickets/${own.number}`)).status).toBe(404)
  expect(await numbers(whole)).toEqual([opened.number, own.number])
})

test('a proved address gives staff no rights, and members no posts or drafts', async () => {
  const staff = await forum.user({ role: 'admin', email: someAddress() })
  const browser = await forum.withCode(staff)
  const limited = { role: 'guest', id: 0, scopes: ['support'] }
  expect((await browser.get('/me')).body).toMatchObject(limited)
  expect((await browser.get('/desk/tickets?view=waiting')).status).toBe(401)
  expect((await browser.get('/drafts')).status).toBe(401)
  const { id } = await createThread(await forum.user(), await forum.category())
  expect((await browser.post(`/threads/${id}/posts`, { body: 'As staff.' })).status).toBe(401)
})

test('with a code answers are in the browser’s language, not in the account’s', async () => {
  const member = await forum.user({ locale: 'zh-TW' })
  const browser = await forum.withCode(member)
  const inEnglish = { 'accept-language': 'en' }
  expect((await member.get('/posts/0', inEnglish)).body.title).toContain('無權檢視')
  expect((await browser.get('/posts/0', inEnglish)).body.title).toContain('access')
})

test('a proof neither writes nor deletes drafts of the account', async () => {
  const member = await forum.user()
  const browser = await forum.withCode(member)
  const drafts = async () => (await member.get('/drafts')).body.items
  await member.put('/drafts/ask', { title: 'Begun', body: 'Half a question' })
  await member.put('/drafts/ticket', { body: 'Half a ticket' })
  const before = await drafts()
  await browser.post('/tickets', opening)
  const form = { next: '/ask', draft: 'ask', body: 'Not theirs' }
  expect((await sendForm(browser, form, 'a.txt', Buffer.from('hello'))).status).toBe(303)
  expect(await drafts()).toEqual(before)
})

test('a report with a code alone hides nothing', async () => {
  const { postId } = await createThread(await forum.user(), await forum.category())
  const report = { reason: 'scam', note: 'They called me.' }
  expect((await openBrowser(forum).post(`/posts/${postId}/reports`, report)).status).toBe(401)
  const browser = await withCode(someAddress())
  expect((await browser.post(`/posts/${postId}/reports`, report)).status).toBe(201)
  expect((await forum.guest.get(`/posts/${postId}`)).body.state).not.toBe('hidden')
})

test('setting a password makes it a full account', async () => {
  await joinBy(forum, { way: 'open' })
  const email = someAddress()
  const browser = await withCode(email)
  await browser.post('/tickets', opening)
  await browser.post('/accounts/password-reset', { email })
  const { token } = await lastMailTo(forum, email)
  await browser.put('/accounts/password-reset', { token, password })
  expect((await browser.get('/tickets')).status).toBe(401)
  const session = await browser.post('/sessions', { login: email, password })
  expect(session.body).toMatchObject({ role: 'member', pending: false })
  expect((await browser.get('/tickets')).body.items).toHaveLength(1)
})

test('sessions by a former address end when the address changes', async () => {
  const { username, email } = await makeAccount(forum)
  const browser = await withCode(email)
  await browser.post('/tickets', opening)
  const whole = await signedIn(forum, username)
  const next = someAddress()
  await whole.post('/me/email', { email: next })
  await whole.put('/me/email', { token: (await lastMailTo(forum, next)).token })
  expect((await browser.get('/tickets')).status).toBe(401)
  expect((await whole.get('/tickets')).body.items).toHaveLength(1)
})

test('a proof replaces the session of its browser at once', async () => {
  const { username, email } = await makeAccount(forum)
  const browser = await signedIn(forum, username)
  const former = openBrowser(forum)
  former.useCookie(browser.cookie())
  expect((await former.get('/me')).body.username).toBe(username)
  await browser.post('/accounts/email-proof', { email })
  const { code } = await lastMailTo(forum, email)
  await browser.put('/accounts/email-proof', { email, code })
  expect((await former.get('/me')).body.role).toBe('guest')
})
