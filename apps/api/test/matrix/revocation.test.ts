import { createHash, randomBytes } from 'node:crypto'
import { imposeSanction } from '@stoa/accounts'
import { emailAddresses, mailedTokens } from '@stoa/accounts/schema'
import { after, transaction } from '@stoa/core'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openBrowser, password } from '../accounts/browser.ts'
import type { Forum } from '../../src/forum.ts'
import { startForum } from '../forum.ts'
import { useProvider } from '../accounts/provider-acts.ts'
import { createThread } from '../posting.ts'
import {
  createPerson,
  createProviderPerson,
  credentials,
  isAlive,
  listen,
  living,
  read,
  type Credential,
  type Person
} from './credentials.ts'

const forum = startForum({ web: true, loopback: true })
const provider = useProvider(forum)
const another = 'seven lanterns drift southward'

async function mailedToken(purpose: 'password_reset' | 'freeze' | 'email_undo', userId: number) {
  const token = randomBytes(32).toString('base64url')
  const hash = createHash('sha256').update(token).digest('hex')
  const times = { createdAt: forum.now(), expiresAt: after(forum.now(), 60_000) }
  const email = `${randomBytes(6).toString('hex')}@example.test`
  const held = { userId, email, askedAt: forum.now(), since: forum.now() }
  const { db } = forum.connection
  const [address] = await db.insert(emailAddresses).values(held).returning()
  const about = { userId, email, addressId: address?.id }
  await db.insert(mailedTokens).values({ hash, seed: '', purpose, ...about, ...times })
  return token
}

const suspension = { kind: 'suspension', categoryId: null, until: null, reason: 'spam' } as const

/** Suspends a user as moderation does. */
const suspend = (userId: number) =>
  transaction(forum.context(), (ctx) => imposeSanction(ctx, { userId, ...suspension }))

type Act = {
  act(person: Person): Promise<unknown>
  survives?: Credential[]
  /** Asks for the password. */
  typesPassword?: true
}

const acts: Record<string, Act> = {
  'signing out': {
    act: ({ browser }) => browser.delete('/sessions/current'),
    survives: ['otherSession', 'token']
  },
  'proving who one is again': {
    act: ({ browser }) => browser.post('/sessions/current/authentication', { password }),
    typesPassword: true,
    survives: ['otherSession', 'token']
  },
  'ending another session': {
    act: ({ browser, sessionId }) => browser.delete(`/sessions/${sessionId}`),
    survives: ['session', 'token']
  },
  'signing out everywhere else': {
    act: ({ browser }) => browser.delete('/sessions'),
    survives: ['session', 'token']
  },
  'revoking a token': {
    act: ({ browser, tokenId }) => browser.delete(`/tokens/${tokenId}`),
    survives: ['session', 'otherSession']
  },
  'changing the password': {
    act: ({ browser }) => browser.put('/me/password', { current: password, password: another }),
    typesPassword: true
  },
  'resetting the password': {
    act: async ({ id }) =>
      openBrowser(forum).put('/accounts/password-reset', {
        token: await mailedToken('password_reset', id),
        password: another
      })
  },
  'freezing the account by mail': {
    act: async ({ id }) =>
      openBrowser(forum).post('/accounts/freezing', { token: await mailedToken('freeze', id) })
  },
  'freezing the own account': { act: ({ browser }) => browser.post('/me/freezing') },
  'undoing a change of address by mail': {
    act: async ({ id }) =>
      openBrowser(forum).post('/accounts/email-undo', {
        token: await mailedToken('email_undo', id)
      })
  },
  'a change of role': {
    act: async ({ username }) =>
      (await forum.user({ role: 'admin' })).put(`/users/${username}/role`, { role: 'volunteer' })
  },
  'a suspension': { act: async ({ id }) => ({ status: (await suspend(id), 204) }) },
  'closing the account': { act: ({ browser }) => browser.post('/me/closing') }
}

/** Runs the act on a user whom `app` has just seen; returns the credentials that still work. */
async function aliveAfter(app: FastifyInstance, { act }: Act, create = createPerson) {
  const person = await create(forum)
  const streams = new Map<Credential, () => boolean>()
  for (const name of credentials) {
    expect(await isAlive(app, person.headers[name]), name).toBe(true)
    streams.set(name, await listen(app, person.headers[name]))
  }
  const answer = (await act(person)) as { status: number; text?: string }
  expect(answer.status, answer.text).toBeLessThan(300)
  return { person, streams }
}

const entries = Object.entries(acts)
const withoutPassword = entries.filter(([, { typesPassword }]) => !typesPassword)

describe('a credential is dead with the answer to what revokes it', () => {
  test.each(entries)('%s', async (_name, given) => {
    const { person, streams } = await aliveAfter(forum.app, given)
    expect(await living(forum.app, person)).toEqual(given.survives ?? [])
    await vi.waitFor(() => {
      for (const name of credentials.filter((one) => !given.survives?.includes(one)))
        expect(streams.get(name)?.(), name).toBe(true)
    })
  })
})

describe('also a credential of somebody who signs in by a provider', () => {
  test.each(withoutPassword)('%s', async (_name, given) => {
    const create = () => createProviderPerson(forum, provider)
    const { person } = await aliveAfter(forum.app, given, create)
    expect(await living(forum.app, person)).toEqual(given.survives ?? [])
  })
})

describe('and on another node within two seconds', () => {
  let node: Forum

  beforeAll(async () => {
    // A second copy of all modules: the other node must not share caches with this process.
    vi.resetModules()
    const { createForum } = await import('../../src/forum.ts')
    expect((await import('@stoa/accounts')).imposeSanction).not.toBe(imposeSanction)
    node = await createForum({ ...forum.settings, role: 'web' })
    await node.start()
    await forum.start()
  })
  afterAll(() => node.stop())

  test.each(entries)('%s', async (_name, given) => {
    const { person, streams } = await aliveAfter(node.app, given)
    await vi.waitFor(async () => {
      expect(await living(node.app, person)).toEqual(given.survives ?? [])
      for (const name of credentials.filter((one) => !given.survives?.includes(one)))
        expect(streams.get(name)?.(), name).toBe(true)
    }, 2000)
  })
})

test('a stream gets nothing once its credential is dead', async () => {
  const person = await createPerson(forum)
  const thread = await createThread(await forum.user(), await forum.category())
  const ended = await listen(forum.app, person.headers.session)
  await person.browser.delete('/sessions/current')
  await vi.waitFor(() => expect(ended()).toBe(true))
  const url = `/api/v1/live?topics=inbox,thread:${thread.id}`
  expect((await read(forum.app, url, person.headers.session)).statusCode).toBe(401)
})

test('expired tokens, expired sessions and idle sessions of staff are dead', async () => {
  const person = await createPerson(forum)
  const staff = await forum.user({ role: 'staff' })
  expect(await isAlive(forum.app, staff.headers)).toBe(true)
  forum.advance(31 * 60_000)
  expect(await isAlive(forum.app, staff.headers)).toBe(false)
  forum.advance(48 * 3600_000)
  expect(await living(forum.app, person)).toEqual(['session', 'otherSession'])
  forum.advance(31 * 24 * 3600_000)
  expect(await living(forum.app, person)).toEqual([])
})

test('a token never exceeds the current role of its owner', async () => {
  const admin = await forum.user({ role: 'admin' })
  const volunteer = await forum.user({ role: 'volunteer' })
  const made = await volunteer.post('/tokens', { name: 'Bot', scopes: ['moderate'], days: 1 })
  const headers = { authorization: `Bearer ${made.body.secret}` }
  expect((await read(forum.app, '/api/v1/moderation/cases', headers)).statusCode).toBe(200)
  await admin.put(`/users/${volunteer.username}/role`, { role: 'member' })
  expect((await read(forum.app, '/api/v1/moderation/cases', headers)).statusCode).toBe(401)
})
