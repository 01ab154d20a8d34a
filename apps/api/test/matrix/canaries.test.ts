import { randomBytes } from 'node:crypto'
import { TOTP } from 'otpauth'
import { beforeAll, describe, expect, test } from 'vitest'
import { agreed, openBrowser } from '../accounts/browser.ts'
import { lastMailTo } from '../accounts/mailbox.ts'
import { startForum } from '../forum.ts'
import { confirmMail } from '../opening.ts'
import { rightCall } from './allowed.ts'
import { endpointNamed } from './calling.ts'
import { fieldsOf, type Field } from './fields.ts'
import { keepLog } from './logs.ts'
import { addressOf, everyEndpoint, rows } from './rows.ts'
import { columnsWith, filesWith, mailsWith } from './traces.ts'

const forum = startForum({ loopback: true })
const log = keepLog(forum)

/** A unique word; letters only, so that search would not split it. */
const canary = (): string =>
  `canary${[...randomBytes(9)].map((byte) => String.fromCharCode(97 + (byte % 26))).join('')}`

async function tracesOf(...texts: string[]) {
  await forum.settle()
  return {
    columns: await columnsWith(forum, texts),
    files: await filesWith(forum, texts),
    log: log.filter((line) => texts.some((text) => line.includes(text))),
    mails: await mailsWith(forum, texts)
  }
}

const nowhere = { columns: [], files: [], log: [], mails: [] }
const cookieOf = (cookie: string) => cookie.split('=')[1] ?? ''

describe('the secrets of an account', () => {
  const passwords = Array.from({ length: 5 }, () => `${canary()} and umbrellas`)
  const sessionIds: string[] = []
  const shownOnce: string[] = []
  const mailed: string[] = []

  beforeAll(async () => {
    await confirmMail(forum)
    await liveAsAUser()
  })

  /** Uses a password, a code, a token and a session in every way. */
  async function liveAsAUser() {
    const [first = '', wrong = '', second = '', third = '', fourth = ''] = passwords
    const [username, email] = [`c${randomBytes(6).toString('hex')}`, 'owner@example.test']
    const browser = openBrowser(forum)
    const ok = async (answer: ReturnType<typeof browser.get>) => {
      const { status, body, text } = await answer
      expect(status, text).toBeLessThan(300)
      sessionIds.push(cookieOf(browser.cookie()))
      return body
    }
    await ok(browser.post('/accounts', { ...agreed, username, email, password: first }))
    const { token: link } = await lastMailTo(forum, email)
    mailed.push(link)
    await ok(browser.post('/accounts/verification', { token: link }))
    await browser.post('/sessions', { login: username, password: wrong })
    await browser.post('/sessions', { login: wrong, password: first })
    await ok(browser.post('/sessions', { login: username, password: first }))
    await ok(browser.put('/me/password', { current: first, password: second }))
    const { secret } = await ok(browser.post('/me/second-factor'))
    const timestamp = Date.parse(forum.now())
    const code = new TOTP({ secret }).generate({ timestamp })
    const { codes } = await ok(browser.post('/me/second-factor/confirmation', { code }))
    const made = await ok(browser.post('/tokens', { name: 'Bot', scopes: ['read'], days: 1 }))
    const proof = { password: second, code: codes[1] }
    await ok(browser.post('/sessions/current/authentication', proof))
    await ok(browser.post('/me/email', { email: 'moved@example.test' }))
    mailed.push((await lastMailTo(forum, 'moved@example.test')).token)
    await ok(browser.post('/accounts/password-reset', { email }))
    const { token } = await lastMailTo(forum, email)
    mailed.push(token)
    await ok(browser.put('/accounts/password-reset', { token, password: third }))
    await ok(browser.post('/sessions', { login: email, password: third, code: codes[0] }))
    await browser.put('/me/password', { current: fourth, password: fourth })
    shownOnce.push(secret, made.secret, ...codes)
    await forum.guest.get('/me', { authorization: `Bearer ${made.secret}` })
  }

  test('passwords, right and wrong, are stored nowhere', async () => {
    expect(await tracesOf(...passwords)).toEqual(nowhere)
  })

  test('session ids are stored nowhere', async () => {
    expect(new Set(sessionIds).size).toBeGreaterThan(4)
    expect(await tracesOf(...sessionIds.filter(Boolean))).toEqual(nowhere)
  })

  test('second factor secrets, recovery codes and API tokens are stored nowhere', async () => {
    expect(shownOnce.length).toBeGreaterThan(10)
    expect(await tracesOf(...shownOnce)).toEqual(nowhere)
  })

  test('mailed secrets are in their emails only', async () => {
    expect(mailed.every((token) => token.length > 20)).toBe(true)
    const { mails, ...elsewhere } = await tracesOf(...mailed)
    expect(elsewhere).toEqual({ columns: [], files: [], log: [] })
    expect(mails.length).toBe(3)
  })
})

/** Text fields of an endpoint, except in its path. */
const textFieldsOf = (name: string) =>
  fieldsOf(name).filter(({ part, isText }) => part !== 'params' && isText)

const secretFields = ['password', 'current', 'code', 'token', 'clientSecret']
const finite = everyEndpoint.filter(([name]) => !rows[name]?.streams)

/** Sends valid calls of an endpoint, each with a canary in one field; returns the canaries. */
async function tryCanaries(name: string, fields: Field[], asGuest: boolean) {
  if (fields.length === 0) return []
  const { world, call } = await rightCall(forum, name)
  const words = fields.map(canary)
  for (const [at, { part, field }] of fields.entries()) {
    const tampered = { ...call, [part]: { ...call[part], [field]: words[at] } }
    const { method } = endpointNamed(name)
    const url = `/api/v1${addressOf(endpointNamed(name), tampered)}`
    const client = asGuest ? forum.guest : world.caller
    const { status } = await client.inject({ method, url, payload: tampered.body })
    if (asGuest) expect(status, name).toBe(401)
  }
  return words
}

test('refused input is stored nowhere, whatever its field', async () => {
  const words: string[] = []
  for (const [name, { minimumRole: least }] of finite)
    if (least !== 'guest') words.push(...(await tryCanaries(name, textFieldsOf(name), true)))
  expect(words.length).toBeGreaterThan(30)
  expect(await tracesOf(...words)).toEqual(nowhere)
})

test('queries and secret fields are stored nowhere', async () => {
  const words: string[] = []
  for (const [name, { method }] of finite) {
    const isUnkept = ({ field }: Field) => method === 'GET' || secretFields.includes(field)
    words.push(...(await tryCanaries(name, textFieldsOf(name).filter(isUnkept), false)))
  }
  expect(words.length).toBeGreaterThan(20)
  expect(await tracesOf(...words)).toEqual(nowhere)
})
