import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deleteOldAccess } from '@stoa/accounts'
import { securityEvents, usedLogoutTokens } from '@stoa/accounts/schema'
import { limits } from '@stoa/core/schema'
import { startForum } from '../forum.ts'
import { agreed, openBrowser, type Browser } from './browser.ts'
import { startForgingProvider, type Forgery, type ForgingProvider } from './forging-provider.ts'
import { deliver, settingsOf } from './provider-acts.ts'

const forum = startForum({ loopback: true })
let provider: ForgingProvider

beforeAll(async () => {
  provider = await startForgingProvider()
  const admin = await forum.user({ role: 'admin' })
  await admin.post('/admin/sign-in-providers', settingsOf(provider))
})
afterAll(() => provider.stop())

let serial = 0

/** A member whom the provider signed in as this subject, in a session with this name there. */
async function member(sub: string, sid?: string): Promise<Browser> {
  provider.forgery = { claims: { sub, ...(sid && { sid }) } }
  const browser = openBrowser(forum)
  const begun = await browser.post('/sign-in-providers/acme/attempts', {})
  const { search } = await provider.visit(begun.body.address)
  const { body } = await browser.post('/sign-in-providers/acme/answers', {
    answer: search.slice(1)
  })
  if (!body.newcomer) return browser
  const username = `signed-in-${(serial += 1)}`
  const given = { ...agreed, token: body.newcomer.token, username, email: `${username}@mail.test` }
  await browser.post('/sign-in-providers/accounts', given)
  return browser
}

const url = '/api/v1/sign-in-providers/acme/logout'
const send = (token: string) =>
  deliver(forum, url, new URLSearchParams({ logout_token: token, more: 'x' }).toString())

/** None of them has proved an address yet. */
const isIn = async (browser: Browser) => (await browser.get('/me')).body.pending === true

const lastEvent = async () => {
  const admin = await forum.user({ role: 'admin' })
  return (await admin.get('/admin/security-events')).body.items[0].kind
}

test('a token with a session ends that one, one without it all of the person', async () => {
  const [one, two, other] = [
    await member('ann', 's1'),
    await member('ann', 's2'),
    await member('bob')
  ]
  expect(await send(await provider.logoutToken({ sub: 'ann', sid: 's1' }))).toEqual({ status: 200 })
  expect([await isIn(one), await isIn(two), await isIn(other)]).toEqual([false, true, true])
  expect(await send(await provider.logoutToken({ sub: 'ann' }))).toEqual({ status: 200 })
  expect([await isIn(two), await isIn(other)]).toEqual([false, true])
})

test('a token counts once, and is forgotten when it is too old to count', async () => {
  const token = await provider.logoutToken({ sub: 'carl' })
  expect(await send(token)).toEqual({ status: 200 })
  const browser = await member('carl')
  expect(await send(token)).toEqual({ status: 400 })
  expect([await isIn(browser), await lastEvent()]).toEqual([true, 'sign_in.logout_refused'])
  forum.advance(13 * 60_000)
  expect(await send(token)).toEqual({ status: 400 })
  await deleteOldAccess(forum.context())
  expect(await forum.connection.db.$count(usedLogoutTokens)).toBe(0)
  forum.advance(-13 * 60_000)
})

const seconds = () => Math.floor(Date.now() / 1000)

test.each<[string, Forgery]>([
  ['a key that the provider does not publish', { otherKey: true }],
  ['alg none', { unsigned: true }],
  ['another audience', { claims: { aud: 'another-client' } }],
  ['another issuer', { claims: { iss: 'https://elsewhere.test' } }],
  ['a nonce, as ID tokens have', { claims: { nonce: 'n' } }],
  ['no event', { claims: { events: {} } }],
  ['no name', { claims: { jti: undefined } }],
  ['neither person nor session', { claims: { sub: undefined } }],
  ['a name that nothing can store', { claims: { jti: 'a\0b' } }],
  ['a person whom nothing can store', { claims: { sub: 'a\0b' } }],
  ['a number that is no time', { claims: { iat: 1e300 } }],
  ['a clock five minutes ahead', { claims: { iat: seconds() + 300 } }],
  ['a time long ago', { claims: { iat: seconds() - 3600 } }],
  ['an end that has passed', { claims: { exp: seconds() - 300 } }]
])('a token with %s ends nothing and is logged', async (_, forgery) => {
  await forum.connection.db.delete(limits)
  const browser = await member('dora')
  expect(await send(await provider.logoutToken({ sub: 'dora' }, forgery))).toEqual({ status: 400 })
  expect([await isIn(browser), await lastEvent()]).toEqual([true, 'sign_in.logout_refused'])
})

test('what is no token, and a form to another endpoint, are refused', async () => {
  expect(await send('nonsense')).toEqual({ status: 400 })
  expect(await deliver(forum, url, 'other=1')).toEqual({ status: 422 })
  expect(await deliver(forum, '/api/v1/sessions', 'login=a&password=b')).toEqual({ status: 403 })
})

test('a flood of refused tokens is one event an hour', async () => {
  await forum.connection.db.delete(limits)
  const isRefusal = eq(securityEvents.kind, 'sign_in.logout_refused')
  const count = () => forum.connection.db.$count(securityEvents, isRefusal)
  const before = await count()
  const flood = () => Promise.all([1, 2, 3].map((n) => send(`nonsense ${n}`)))
  await flood()
  expect((await count()) - before).toBe(1)
  forum.advance(3_601_000)
  await flood()
  expect((await count()) - before).toBe(2)
})
