import { afterAll, beforeAll, expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { agreed, makeAccount, openBrowser, password } from './browser.ts'
import { startForgingProvider, type ForgingProvider } from './forging-provider.ts'
import { mailsTo } from './mailbox.ts'
import { settingsOf, useProvider } from './provider-acts.ts'

const forum = startForum({ loopback: true })
const { visit, answer, signIn, join, own } = useProvider(forum)
let second: ForgingProvider
beforeAll(async () => {
  second = await startForgingProvider()
  const given = { ...settingsOf(second), slug: 'second' }
  await (await forum.user({ role: 'admin' })).post('/admin/sign-in-providers', given)
})
afterAll(() => second.stop())

let serial = 0
const somebody = (email?: string) => {
  const subject = `someone-${(serial += 1)}`
  return { subject, email: email ?? `${subject}@mail.test`, email_verified: true }
}
const lastEvent = async (kind: string) => {
  const admin = await forum.user({ role: 'admin' })
  const { items } = (await admin.get('/admin/security-events')).body
  return items.find((event: { kind: string }) => event.kind === kind)
}
const lastRefusal = async () => (await lastEvent('sign_in.provider_failed'))?.details
const lastForeign = async () => (await lastEvent('sign_in.foreign_address'))?.subject?.username
const wrong = { provider: 'acme', reason: 'provider_answer_invalid' }

test('a code is refused the second time, also with the cookie of its attempt', async () => {
  const browser = openBrowser(forum)
  const back = await visit(browser, somebody())
  const cookie = browser.attempt()
  expect((await answer(browser, back)).status).toBe(200)
  const replay = await forum.guest.inject({
    ...{ method: 'POST', url: '/api/v1/sign-in-providers/acme/answers' },
    headers: { cookie },
    payload: { answer: back.search.slice(1) }
  })
  expect([replay.status, replay.body.code]).toEqual([401, 'provider_answer_invalid'])
  expect(replay.body.title).toMatch(/\.$/)
  expect(await lastRefusal()).toMatchObject(wrong)
})

test('a mixed-up state is refused with a sentence, and in the security log', async () => {
  const [one, other] = [openBrowser(forum), openBrowser(forum)]
  await visit(one, somebody())
  const theirs = await visit(other, somebody())
  const refused = await answer(one, theirs)
  expect([refused.status, refused.body.code]).toEqual([401, 'provider_answer_invalid'])
  expect(await lastRefusal()).toMatchObject(wrong)
})

test('of two providers with one address, the second enters no account of the first', async () => {
  const account = await makeAccount(forum)
  second.forgery = { claims: { sub: 'twin', email: account.email, email_verified: true } }
  const browser = openBrowser(forum)
  const begun = await browser.post('/sign-in-providers/second/attempts', {})
  const { search } = await second.visit(begun.body.address)
  const { body } = await browser.post('/sign-in-providers/second/answers', {
    answer: search.slice(1)
  })
  expect(body.newcomer).toMatchObject({ email: account.email, emailProved: false })
  const given = { ...agreed, token: body.newcomer.token, username: 'twin', email: account.email }
  expect((await browser.post('/sign-in-providers/accounts', given)).body.pending).toBe(true)
  expect((await browser.get('/me')).body.username).not.toBe(account.username)
  // The owner of the address is told, and nothing says who that is.
  const subjects = (await mailsTo(forum, account.email)).map(({ subject }) => subject)
  expect(subjects).toEqual(['You already have an account'])
  expect(await lastForeign()).toBe(account.username)
})

test('a subject whose address becomes another member’s stays who they were', async () => {
  await own(['moved.example'])
  const person = somebody('first@moved.example')
  await join(person, 'first-of-two')
  const other = await makeAccount(forum, { email: 'other@moved.example' })
  const { browser } = await signIn({ ...person, email: other.email })
  expect((await browser.get('/me')).body.username).toBe('first-of-two')
  expect((await browser.get('/me')).body.email).not.toBe(other.email)
  expect(await lastForeign()).toBe(other.username)
})

test('a provider that is down is in the security log, and passwords still sign in', async () => {
  const browser = openBrowser(forum)
  const begun = await browser.post('/sign-in-providers/second/attempts', {})
  const { search } = await second.visit(begun.body.address)
  await second.stop()
  const given = { answer: search.slice(1) }
  const refused = await browser.post('/sign-in-providers/second/answers', given)
  expect([refused.status, refused.body.code]).toEqual([502, 'provider_unreachable'])
  const reason = { provider: 'second', reason: 'provider_unreachable' }
  expect(await lastRefusal()).toMatchObject(reason)
  const { username } = await makeAccount(forum)
  expect((await browser.post('/sessions', { login: username, password })).status).toBe(201)
})
