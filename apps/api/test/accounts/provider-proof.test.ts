import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { makeAccount, password, signedIn, type Browser } from './browser.ts'
import { lastMailTo } from './mailbox.ts'
import { codeOf, protect } from './protecting.ts'
import { useProvider } from './provider-acts.ts'

const forum = startForum({ loopback: true })
const { visit, answer, join, link, prove } = useProvider(forum)

const proof = '/sessions/current/authentication/acme/attempts'
const isFresh = async (browser: Browser) =>
  (await browser.get('/sessions/current/authentication')).status === 204

let serial = 0
function somebody() {
  const subject = `proof-${(serial += 1)}`
  return { subject, email: `${subject}@mail.test` }
}

/** A member who has no password, eleven minutes after they signed in. */
async function passwordless() {
  const person = somebody()
  const { browser } = await join(person, person.subject)
  await browser.post('/accounts/verification', {
    code: (await lastMailTo(forum, person.email)).code
  })
  forum.advance(11 * 60_000)
  return { person, browser }
}

test('who has no password proves the account by signing in there again', async () => {
  const { person, browser } = await passwordless()
  expect((await browser.post('/me/closing')).body.code).toBe('fresh_authentication_required')
  const { body } = await browser.get('/me/ways-to-prove')
  expect(body).toEqual({
    ...{ password: false, code: false },
    providers: [{ slug: 'acme', name: 'Acme account', logo: null }]
  })
  const back = await prove(browser, person)
  expect(back.body.next).toBe('/t/7')
  expect((await browser.post('/me/closing')).status).toBe(204)
})

test('a sign-in that the provider may have answered by itself is no proof', async () => {
  const { person, browser } = await passwordless()
  await answer(browser, await visit(browser, person))
  expect((await browser.get('/me')).body.username).toBe(person.subject)
  expect(await isFresh(browser)).toBe(false)
})

test('another account there proves nothing', async () => {
  const { browser } = await passwordless()
  const refused = await prove(browser, somebody())
  expect(refused).toMatchObject({ status: 403, body: { code: 'identity_of_another_account' } })
  expect(await isFresh(browser)).toBe(false)
})

test('the answer counts for who asked only', async () => {
  const { person, browser } = await passwordless()
  const back = await visit(browser, person, proof)
  await browser.delete('/sessions/current')
  expect((await answer(browser, back)).body.code).toBe('provider_attempt_expired')
})

test('with a second factor the provider alone does not do', async () => {
  const account = await makeAccount(forum)
  const browser = await signedIn(forum, account.username)
  const person = somebody()
  await link(browser, person)
  const { secret } = await protect(forum, browser)
  forum.advance(11 * 60_000)
  const asked = await prove(browser, person)
  expect(asked.body).toMatchObject({ code: 'second_factor_required', next: '/t/7' })
  expect(await isFresh(browser)).toBe(false)
  const { continuation } = asked.body
  const code = codeOf(forum, secret)
  await browser.post('/sessions/second-factor', { continuation, code })
  expect(await isFresh(browser)).toBe(true)
})

test('without a password the code of the second factor is proof enough', async () => {
  const { person, browser } = await passwordless()
  await prove(browser, person)
  const { secret } = await protect(forum, browser)
  forum.advance(11 * 60_000)
  const give = (given: object) => browser.post('/sessions/current/authentication', given)
  expect((await give({ password: '' })).body.code).toBe('second_factor_required')
  expect((await give({ code: '000000' })).status).toBe(422)
  expect((await give({ code: codeOf(forum, secret) })).status).toBe(204)
})

test('a first password takes fresh proof, a next one the present password', async () => {
  const { person, browser } = await passwordless()
  const set = (given: object) => browser.put('/me/password', given)
  expect((await set({ password })).body.code).toBe('fresh_authentication_required')
  await prove(browser, person)
  expect((await set({ password })).status).toBe(204)
  expect((await browser.get('/me')).body.hasPassword).toBe(true)
  expect((await set({ password: 'seven lanterns drift southward' })).status).toBe(422)
})
