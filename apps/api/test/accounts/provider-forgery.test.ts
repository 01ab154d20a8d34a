import { afterAll, beforeAll, expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { makeAccount, openBrowser, password, signedIn } from './browser.ts'
import { startForgingProvider, type Forgery, type ForgingProvider } from './forging-provider.ts'
import { settingsOf } from './provider-acts.ts'

const forum = startForum({ loopback: true })
let provider: ForgingProvider

beforeAll(async () => {
  provider = await startForgingProvider()
  const admin = await forum.user({ role: 'admin' })
  await admin.post('/admin/sign-in-providers', settingsOf(provider))
})
afterAll(() => provider.stop())

async function signIn(forgery: Forgery) {
  provider.forgery = forgery
  const browser = openBrowser(forum)
  const begun = await browser.post('/sign-in-providers/acme/attempts', {})
  const { search } = await provider.visit(begun.body.address)
  return browser.post('/sign-in-providers/acme/answers', { answer: search.slice(1) })
}

test('an honest token is accepted', async () => {
  expect((await signIn({})).body.newcomer).toMatchObject({ emailProved: false })
})

const seconds = () => Math.floor(Date.now() / 1000)

test.each<[string, Forgery]>([
  ['another issuer', { claims: { iss: 'https://elsewhere.test' } }],
  ['another audience', { claims: { aud: 'another-client' } }],
  ['the nonce of another session', { claims: { nonce: 'somebody-else’s' } }],
  ['a subject that nothing can store', { claims: { sub: 'a\0b' } }],
  ['a number that is no time', { claims: { exp: -1e300 } }],
  ['a key that it does not publish', { otherKey: true }],
  ['alg none', { unsigned: true }],
  ['a clock five minutes ahead', { claims: { iat: seconds() + 300, nbf: seconds() + 300 } }],
  ['a clock five minutes behind', { claims: { exp: seconds() - 300 } }]
])('a token with %s is refused and logged', async (_, forgery) => {
  const answer = await signIn(forgery)
  expect(answer).toMatchObject({ status: 401, body: { code: 'provider_answer_invalid' } })
  const admin = await forum.user({ role: 'admin' })
  const { items } = (await admin.get('/admin/security-events')).body
  expect(items[0].kind).toBe('sign_in.provider_failed')
})

test('claims that nothing can store count as if they were not there', async () => {
  const odd = [
    ...[{ sid: 'a\0b' }, { email: 'a\0b@mail.test' }],
    ...[1e300, 8e12].map((auth_time) => ({ auth_time }))
  ]
  const member = await signedIn(forum, (await makeAccount(forum)).username)
  provider.forgery = { claims: { sub: 'odd' } }
  const begun = await member.post('/me/identities/acme/attempts', {})
  const { search } = await provider.visit(begun.body.address)
  await member.post('/sign-in-providers/acme/answers', { answer: search.slice(1) })
  for (const claims of odd) {
    const { status, body } = await signIn({ claims: { sub: 'odd', ...claims } })
    expect([status, body.newcomer], JSON.stringify(claims)).toEqual([200, null])
  }
})

// An honest answer goes on to whose identity it is.
const honest = 'identity_of_another_account'
const proofs: [string, Forgery, string][] = [
  ['just now', { claims: { auth_time: seconds() } }, honest],
  ['an hour ago', { claims: { auth_time: seconds() - 3600 } }, 'provider_answer_invalid'],
  ['at a time that is not said', {}, 'provider_answer_invalid']
]
test.each(proofs)('a sign-in there %s is judged as proof', async (_, forgery, code) => {
  const browser = await signedIn(forum, (await makeAccount(forum)).username)
  provider.forgery = forgery
  const begun = await browser.post('/sessions/current/authentication/acme/attempts', {})
  expect(new URL(begun.body.address).searchParams.get('max_age')).toBe('0')
  const { search } = await provider.visit(begun.body.address)
  const { body } = await browser.post('/sign-in-providers/acme/answers', {
    answer: search.slice(1)
  })
  expect(body.code).toBe(code)
})

test('the address of a document that names another issuer is refused as one', async () => {
  const admin = await forum.user({ role: 'admin' })
  const issuer = `${provider.issuer}/.well-known/openid-configuration`
  const given = { ...settingsOf({ issuer }), slug: 'elsewhere' }
  const { status, body } = await admin.post('/admin/sign-in-providers', given)
  expect([status, body.errors?.[0].path]).toEqual([422, 'issuer'])
})

test('an issuer that is typed with a slash at its end signs its people in', async () => {
  const admin = await forum.user({ role: 'admin' })
  const given = settingsOf({ issuer: `${provider.issuer}/` })
  await admin.post('/admin/sign-in-providers', { ...given, slug: 'slash', clientId: 'slash' })
  const browser = await signedIn(forum, (await makeAccount(forum)).username)
  provider.forgery = {}
  const begun = await browser.post('/me/identities/slash/attempts', {})
  const { search } = await provider.visit(begun.body.address)
  await browser.post('/sign-in-providers/slash/answers', { answer: search.slice(1) })
  expect((await browser.get('/me/identities')).body.items).toMatchObject([{ slug: 'slash' }])
})

test('a provider that is down is told apart, and passwords still work', async () => {
  const browser = openBrowser(forum)
  const begun = await browser.post('/sign-in-providers/acme/attempts', {})
  const { search } = await provider.visit(begun.body.address)
  await provider.stop()
  const answer = await browser.post('/sign-in-providers/acme/answers', { answer: search.slice(1) })
  expect(answer).toMatchObject({ status: 502, body: { code: 'provider_unreachable' } })
  const { username } = await makeAccount(forum)
  expect((await browser.post('/sessions', { login: username, password })).status).toBe(201)
})
