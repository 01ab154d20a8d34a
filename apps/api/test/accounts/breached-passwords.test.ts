import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { agreed, makeAccount, openBrowser, password, signedIn } from './browser.ts'
import { lastMailTo } from './mailbox.ts'

const sha1Of = (text: string) => createHash('sha1').update(text).digest('hex').toUpperCase()

const listed = 'violet harbour ninety tugboats'
const pwned = 'amber windmill counts forty geese'
const padding = 'green teapot sails past marble'
const fresh = 'silver kettle hums among ferns'

let answer: 'now' | 'never' | 'broken' = 'now'
const asked: { url: string; padded: unknown }[] = []
const server = createServer(({ url = '', headers }, response) => {
  asked.push({ url, padded: headers['add-padding'] })
  if (answer === 'never') return
  if (answer === 'broken') return void response.writeHead(500).end()
  const lines = [`${sha1Of(pwned).slice(5)}:7`, `${sha1Of(padding).slice(5)}:0`]
  response.end(lines.join('\r\n'))
})
await once(server.listen(0, '127.0.0.1'), 'listening')
afterAll(() => server.close().closeAllConnections())

const forum = startForum({
  demo: true,
  breachedPasswords: { has: (sha1) => sha1 === sha1Of(listed) },
  pwnedPasswordsUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/range/`
})

beforeEach(() => {
  answer = 'now'
  asked.length = 0
})

/** The status and the words on the password of a change to it. */
async function change(next: string) {
  const account = await makeAccount(forum)
  const browser = await signedIn(forum, account.username)
  const { status, body } = await browser.put('/me/password', { current: password, password: next })
  const words = (body?.errors ?? []) as { path: string; message: string }[]
  return [status, ...words.map(({ path, message }) => `${path}: ${message.split('.')[0]}`)]
}

const refused = [422, 'password: This password appears in known data breaches']

describe('a breached password', () => {
  test('is refused by the file of the operator, and not asked about elsewhere', async () => {
    expect(await change(listed)).toEqual(refused)
    expect(asked).toEqual([])
  })

  test('is refused by the range server, which learns five digits of its hash', async () => {
    expect(await change(pwned)).toEqual(refused)
    expect(asked).toEqual([{ url: `/range/${sha1Of(pwned).slice(0, 5)}`, padded: 'true' }])
  })

  test('is refused at sign-up and when a password is reset', async () => {
    const email = `new${Date.now()}@example.test`
    const input = { username: 'newcomer-1', email, ...agreed }
    const browser = openBrowser(forum)
    const { status, body } = await browser.post('/accounts', { ...input, password: listed })
    expect([status, body.errors[0].path]).toEqual([422, 'password'])
    const account = await makeAccount(forum)
    await forum.guest.post('/accounts/password-reset', { email: account.email })
    const { token } = await lastMailTo(forum, account.email)
    const reset = await forum.guest.put('/accounts/password-reset', { token, password: pwned })
    expect([reset.status, reset.body.errors[0].path]).toEqual([422, 'password'])
  })

  test('is not what only pads an answer, nor what nobody knows', async () => {
    expect(await change(padding)).toEqual([204])
    expect(await change(fresh)).toEqual([204])
  })

  test('is no longer asked about when it is weak anyway', async () => {
    expect((await change('password123'))[0]).toBe(422)
    expect(asked).toEqual([])
  })

  test('is accepted by the other rules while the server is away, within 3 s', async () => {
    answer = 'broken'
    expect(await change(pwned)).toEqual([204])
    answer = 'never'
    const began = Date.now()
    expect(await change(pwned)).toEqual([204])
    expect(Date.now() - began).toBeLessThan(4000)
  })
})
