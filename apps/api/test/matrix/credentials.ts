import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { expect } from 'vitest'
import { identities } from '@stoa/accounts/schema'
import { makeAccount, openBrowser, signedIn, type Browser } from '../accounts/browser.ts'
import type { useProvider } from '../accounts/provider-acts.ts'
import type { TestForum } from '../forum.ts'

/** All kinds of credentials; each one also opens a stream. */
export const credentials = ['session', 'otherSession', 'token'] as const
export type Credential = (typeof credentials)[number]
export type Person = {
  id: number
  username: string
  browser: Browser
  headers: Record<Credential, Record<string, string>>
  sessionId: number
  tokenId: number
}

/** Creates a user with two sessions and a token. */
export async function createPerson(forum: TestForum): Promise<Person> {
  const { id, username } = await makeAccount(forum)
  const browsers = [await signedIn(forum, username), await signedIn(forum, username)] as const
  return { id, username, ...(await credentialsOf(...browsers)) }
}

/** Creates a user without a password, whose two sessions began at a provider, with a token. */
export async function createProviderPerson(
  forum: TestForum,
  { issuer, signIn, prove }: ReturnType<typeof useProvider>
): Promise<Person> {
  const username = `person-${randomBytes(5).toString('hex')}`
  const { id } = await forum.user({ username, passwordHash: null })
  const known = { issuer: issuer(), subject: username, userId: id }
  const times = { createdAt: forum.now(), lastUsedAt: forum.now() }
  await forum.connection.db.insert(identities).values({ ...known, ...times })
  const browsers = [openBrowser(forum), openBrowser(forum)] as const
  for (const browser of browsers) await signIn({ subject: username }, browser)
  await prove(browsers[0], { subject: username })
  return { id, username, ...(await credentialsOf(...browsers)) }
}

/** The credentials of somebody who is signed in in two browsers. */
async function credentialsOf(browser: Browser, other: Browser) {
  const { items } = (await other.get('/sessions')).body
  const made = await browser.post('/tokens', { name: 'Bot', scopes: ['read', 'write'], days: 2 })
  return {
    ...{ browser, tokenId: made.body.id as number },
    sessionId: items.find((one: { current: boolean }) => one.current).id as number,
    headers: {
      session: { cookie: browser.cookie() },
      otherSession: { cookie: other.cookie() },
      token: { authorization: `Bearer ${made.body.secret}` }
    }
  }
}

const host = '127.0.0.1:3000'

export const read = (app: FastifyInstance, url: string, headers: Record<string, string>) =>
  app.inject({ method: 'GET', url, headers: { host, ...headers } })

/** True if API and pages accept these headers; throws if they differ. */
export async function isAlive(
  app: FastifyInstance,
  headers: Record<string, string>
): Promise<boolean> {
  const [own, page] = await Promise.all([
    read(app, '/api/v1/drafts', headers),
    read(app, '/drafts', headers)
  ])
  const [api, web] = [own.statusCode === 200, page.statusCode === 200]
  expect([own.statusCode, page.statusCode], 'API and pages').toEqual(
    api ? [200, 200] : [401, headers['cookie'] ? 303 : 401]
  )
  return api && web
}

/** Opens a stream; returns a function that tells whether it has ended. */
export async function listen(app: FastifyInstance, headers: Record<string, string>) {
  const response = await app.inject({
    method: 'GET',
    url: '/api/v1/live?topics=inbox',
    headers: { host, ...headers },
    payloadAsStream: true
  })
  expect(response.statusCode).toBe(200)
  let ended = false
  response
    .stream()
    .on('close', () => void (ended = true))
    .on('error', () => {})
    .resume()
  return () => ended
}

/** Returns the credentials of a user that still work. */
export async function living(app: FastifyInstance, { headers }: Person): Promise<Credential[]> {
  const found: Credential[] = []
  for (const name of credentials) if (await isAlive(app, headers[name])) found.push(name)
  return found
}
