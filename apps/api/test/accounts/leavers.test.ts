import { beforeAll, expect, test, vi } from 'vitest'
import { startForum } from '../forum.ts'
import { listen } from '../matrix/credentials.ts'
import { makeAccount, signedIn } from './browser.ts'
import { codeOf, protectedAccount } from './protecting.ts'
import { useProvider } from './provider-acts.ts'

const forum = startForum({ loopback: true })
const { issuer, link, signIn } = useProvider(forum)

type Token = { authorization: string }
let [leavers, writer]: Token[] = []

beforeAll(async () => {
  const admin = await forum.user({ role: 'admin' })
  const made = await admin.post('/service-accounts', { username: 'hr-sync', description: 'HR.' })
  const token = async (scope: string) => {
    const given = { name: scope, scopes: [scope], days: 1 }
    const { body } = await admin.post(`/service-accounts/${made.body.id}/tokens`, given)
    return { authorization: `Bearer ${body.secret}` }
  }
  ;[leavers, writer] = [await token('sessions'), await token('write')]
})

/** What the program of the organisation sends. */
const end = async (subject: string, headers: Token | undefined, from = issuer()) => {
  const named = [from, subject].map(encodeURIComponent).join('/')
  const url = `/api/v1/identities/${named}/sessions`
  return (
    await forum.app.inject({
      method: 'DELETE',
      url,
      headers: { host: '127.0.0.1:3000', ...headers }
    })
  ).statusCode
}

async function linked(subject: string) {
  const browser = await signedIn(forum, (await makeAccount(forum)).username)
  await link(browser, { subject })
  const made = await browser.post('/tokens', { name: 'Bot', scopes: ['read'], days: 2 })
  return { browser, token: { authorization: `Bearer ${made.body.secret}` } }
}

test('who left is signed out everywhere, with tokens and streams', async () => {
  const { browser, token } = await linked('auth0|7/ä')
  const ended = await listen(forum.app, token)
  expect(await end('auth0|7/ä', leavers)).toBe(204)
  expect((await browser.get('/sessions')).status).toBe(401)
  await vi.waitFor(() => expect(ended()).toBe(true))
  const admin = await forum.user({ role: 'admin' })
  const { items } = (await admin.get('/admin/security-events')).body
  expect(items[0].kind).toBe('session.ended_by_service')
})

test('a sign-in of theirs that waits for a code ends too', async () => {
  const { browser, secret } = await protectedAccount(forum)
  await link(browser, { subject: 'waits' })
  const waiting = await signIn({ subject: 'waits' })
  const { continuation } = waiting.outcome.body
  expect(await end('waits', leavers)).toBe(204)
  const given = { continuation, code: codeOf(forum, secret) }
  expect((await waiting.browser.post('/sessions/second-factor', given)).body.code).toBe(
    'sign_in_expired'
  )
})

test('the issuer may be written with or without the slash at its end', async () => {
  const { browser } = await linked('slash')
  expect(await end('slash', leavers, `${issuer()}/`)).toBe(204)
  expect((await browser.get('/sessions')).status).toBe(401)
})

test('it can be repeated, and answers the same for somebody unknown', async () => {
  await linked('twice')
  expect([await end('twice', leavers), await end('twice', leavers)]).toEqual([204, 204])
  expect(await end('nobody', leavers)).toBe(204)
})

test('another token, a member and a token of a person do not end it', async () => {
  const { browser } = await linked('stays')
  expect(await end('stays', writer)).toBe(403)
  const named = `${encodeURIComponent(issuer())}/stays`
  expect((await browser.delete(`/identities/${named}/sessions`)).status).toBe(403)
  const own = await browser.post('/tokens', { name: 'Bot', scopes: ['sessions'], days: 2 })
  expect(own.status).toBe(422)
  expect((await browser.get('/sessions')).status).toBe(200)
})
