import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import {
  callers,
  guest,
  Problem,
  type Actor,
  type AnyEndpoint,
  type Context,
  type Locale,
  type Origin,
  type OutgoingCookie,
  type Ports
} from '@stoa/core'
import type { Database } from '@stoa/core/database'
import { resolveActor } from '@stoa/accounts'
import { endpoints, type Api, type Me } from './api.ts'
import { localeOf } from './locale.ts'
import { fileOf } from './multipart.ts'
import { signedOf } from './signed-bodies.ts'

export type Parts = {
  db: Database
  ports: Ports
  /** The present time, ISO 8601 UTC with milliseconds. */
  clock(): string
  sessionCookie: string
}

/** What one page request works with: the endpoints as its actor, and what the answer must set. */
export type PageCall = {
  api: Api
  me: Me
  locale: Locale
  cookies: OutgoingCookie[]
  /** Makes the writes of this request repeatable without effect; `key` comes from the form. */
  useKey(key: string): void
  /** The form said that what it sends may tell how to reach somebody. */
  sharePersonalData(): void
}

export type Requests = {
  contextOf(request: FastifyRequest, endpoint: AnyEndpoint): Promise<Context>
  forPage(request: FastifyRequest): Promise<PageCall>
}

/** Makes the contexts of requests, from outside and of pages in process. */
export function createRequests(parts: Parts): Requests {
  return {
    contextOf: async (request, endpoint) => {
      const actor = await actorOf(parts, request)
      const file = await fileOf(request, endpoint, actor)
      const { params, query, body } = request
      const input = { params, query, body, file: file && hashOf(file.bytes) }
      const idempotencyKey = keyOf(request.headers['idempotency-key'])
      const origin = {
        ...originOf(parts, request),
        ...claim(endpoint, idempotencyKey, input),
        signed: signedOf(request),
        file
      }
      return contextFor(parts, actor, origin, localeOf(request))
    },
    forPage: (request) => pageCall(parts, request)
  }
}

async function pageCall(parts: Parts, request: FastifyRequest): Promise<PageCall> {
  const actor = await actorOf(parts, request)
  const locale = localeOf(request)
  const cookies: OutgoingCookie[] = []
  let key: string | undefined
  let sharesPersonalData = false
  const api = callers(endpoints, (endpoint, input) => ({
    ...contextFor(
      parts,
      actor,
      { ...originOf(parts, request), ...claim(endpoint, key, input), sharesPersonalData },
      locale
    ),
    cookies
  }))
  const useKey = (given: string) => void (key = keyOf(given))
  const sharePersonalData = () => void (sharesPersonalData = true)
  return { api, me: await api.accounts.me({}), locale, cookies, useKey, sharePersonalData }
}

const contextFor = (parts: Parts, actor: Actor, origin: Origin, locale: Locale): Context => ({
  actor,
  db: parts.db,
  now: parts.clock(),
  locale,
  ports: parts.ports,
  origin,
  cookies: []
})

/** The context of jobs, timed tasks and commands: nobody's, above every rule of reading. */
export const systemContext = ({ db, ports, clock }: Omit<Parts, 'sessionCookie'>): Context => ({
  actor: { ...guest, role: 'admin' },
  db,
  now: clock(),
  locale: 'en',
  ports,
  cookies: []
})

/** The context of a guest who reads in the language of the request. */
export const guestContext = (
  { db, ports, clock }: Omit<Parts, 'sessionCookie'>,
  request: Pick<FastifyRequest, 'query' | 'headers' | 'cookies'>
): Context => ({ actor: guest, db, ports, now: clock(), locale: localeOf(request), cookies: [] })

/** Resolves the actor once per request; a Bearer token goes before a session cookie. */
async function actorOf(parts: Parts, request: FastifyRequest): Promise<Actor> {
  const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1]
  const sessionId = request.cookies[parts.sessionCookie]
  if (!bearer && !sessionId) return guest
  const { db, ports } = parts
  return resolveActor({ db, ports, now: parts.clock() }, bearer ? { bearer } : { sessionId })
}

const originOf = ({ sessionCookie }: Parts, request: FastifyRequest): Origin => ({
  address: plainAddress(request.ip),
  userAgent: (request.headers['user-agent'] ?? '').slice(0, 300),
  method: request.method,
  path: request.routeOptions.url ?? '',
  sessionId: request.cookies[sessionCookie],
  lastEventId: eventIdOf(request.headers['last-event-id']),
  sharesPersonalData: request.headers['stoa-personal-data'] === 'share'
})

// A socket that listens on both kinds of address names an IPv4 one so; its network is in the rest.
const plainAddress = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, '')

const eventIdOf = (header: unknown) =>
  typeof header === 'string' && /^\d{1,15}$/.test(header) ? Number(header) : undefined

function keyOf(header: unknown): string | undefined {
  if (header === undefined || header === '') return undefined
  if (typeof header !== 'string' || !/^[\w.:-]{8,100}$/.test(header))
    throw new Problem(400, 'idempotency_key_invalid')
  return header
}

/** Binds an idempotency key to what is asked; endpoints of accounts (scope null) keep no answers. */
function claim({ method, path, scope }: AnyEndpoint, key: string | undefined, input: object) {
  if (!key || method !== 'POST' || scope === null) return {}
  return { method, path, idempotencyKey: key, bodyHash: hashOf(textOf(input)) }
}

// What JSON can be read from may still be nested too deeply to be written again.
function textOf(input: object): string {
  try {
    return JSON.stringify(input)
  } catch {
    throw new Problem(400, 'bad_request')
  }
}

const hashOf = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex')
