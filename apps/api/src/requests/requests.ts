import type { FastifyRequest } from 'fastify'
import {
  actorFor,
  guest,
  type Actor,
  type AnyEndpoint,
  type Context,
  type Locale,
  type Origin,
  type OutgoingCookie
} from '@stoa/core'
import type { ForumLanguages } from '@stoa/core/languages'
import { callers } from '@stoa/core/server'
import { resolveActor, type ActorOptions } from '@stoa/accounts'
import { showSite, type ShownSite } from '@stoa/site'
import { endpoints, type Api, type Me } from '../api.ts'
import { requestContext, type ContextParts } from './contexts.ts'
import { bearerOf, refuseOtherSchemes } from './bearer.ts'
import { claimOf, hashOf, idempotencyKeyOf } from './idempotency.ts'
import { localeOf } from './locale.ts'
import { fileOf } from './multipart.ts'

type Parts = ContextParts & {
  sessionCookie: string
  deviceCookie: string
  attemptCookie: string
}

/** The endpoints for one page request, called as its actor, and the cookies to set. */
export type PageCall = {
  api: Api
  me: Me
  site: ShownSite
  locale: Locale
  languages: ForumLanguages
  cookies: OutgoingCookie[]
  /** Makes the writes of this request idempotent. `key` comes from the form. */
  useKey(key: string): void
  /** Records that the form confirmed contact data in its text. */
  sharePersonalData(): void
  /** Records that the form accepts a version of the terms. */
  acceptTerms(version: number): void
}

export type Requests = {
  contextOf(request: FastifyRequest, endpoint: AnyEndpoint): Promise<Context>
  /** The context of a request whose body is not read yet. */
  contextBeforeBody(request: FastifyRequest): Promise<Context>
  forPage(request: FastifyRequest): Promise<PageCall>
  /** Resolves the language of a member whose request was refused before the actor was known. */
  resolveLanguage(request: FastifyRequest): Promise<void>
}

/** Creates the contexts of HTTP requests and of in-process calls by pages. */
export const createRequests = (parts: Parts): Requests => ({
  contextOf: (request, endpoint) => outsideContext(parts, request, endpoint),
  async contextBeforeBody(request) {
    const actor = await actorOf(parts, request)
    return requestContext(parts, actor, originOf(parts, request), localeOf(request))
  },
  forPage: (request) => pageCall(parts, request),
  resolveLanguage: async (request) => void (await actorOf(parts, request))
})

async function outsideContext(
  parts: Parts,
  request: FastifyRequest,
  endpoint: AnyEndpoint
): Promise<Context> {
  refuseOtherSchemes(request)
  const actor = await actorOf(parts, request)
  const file = await fileOf(request, endpoint, actor)
  const { params, query, body } = request
  const input = { params, query, body, file: file && hashOf(file.bytes) }
  const key = idempotencyKeyOf(request.headers['idempotency-key'])
  const origin = {
    ...originOf(parts, request),
    ...claimOf(endpoint, key, input),
    file
  }
  return { ...requestContext(parts, actor, origin, localeOf(request)), headers: {} }
}

/** A script loads a page again that is open, whoever sits before it. */
const isRefresh = ({ method, headers }: FastifyRequest) =>
  method === 'GET' && headers['sec-fetch-dest'] === 'empty'

async function pageCall(parts: Parts, request: FastifyRequest): Promise<PageCall> {
  const actor = await actorOf(parts, request, { facts: true, isUse: !isRefresh(request) })
  const locale = localeOf(request)
  const origin = originOf(parts, request)
  const cookies: OutgoingCookie[] = []
  const said: { key?: string; sharesPersonalData: boolean; acceptsTerms?: number } = {
    sharesPersonalData: false
  }
  const api = callers(endpoints, (endpoint, input) => {
    const { key, ...also } = said
    const claimed = { ...origin, ...claimOf(endpoint, key, input), ...also }
    return { ...requestContext(parts, actor, claimed, locale), cookies }
  })
  const useKey = (given: string) => void (said.key = idempotencyKeyOf(given))
  const sharePersonalData = () => void (said.sharesPersonalData = true)
  const acceptTerms = (version: number) => void (said.acceptsTerms = version)
  const { languages } = parts.ports
  const site = await showSite(requestContext(parts, actor, origin, locale))
  const me = await api.accounts.me({})
  const saying = { useKey, sharePersonalData, acceptTerms }
  return { api, me, site, locale, languages, cookies, ...saying }
}

/** Resolves the actor once per request, and so the language of all answers. */
async function actorOf(
  parts: Parts,
  request: FastifyRequest,
  options: ActorOptions = { facts: false }
): Promise<Actor> {
  const actor = await signedIn(parts, request, options)
  // With a mailed code alone it is a guest's: the account's setting stays unknown.
  const { id, locale } = actorFor({ scope: null }, actor)
  request.memberLocale = id > 0 ? locale : null
  return actor
}

/** A Bearer token takes precedence over a session cookie. */
async function signedIn(
  parts: Parts,
  request: FastifyRequest,
  options: ActorOptions
): Promise<Actor> {
  const bearer = bearerOf(request)
  const sessionId = request.cookies[parts.sessionCookie]
  if (!bearer && !sessionId) return guest
  const { db, ports } = parts
  const credentials = bearer ? { bearer } : { sessionId }
  return resolveActor({ db, ports, now: parts.clock() }, credentials, options)
}

const originOf = (parts: Parts, request: FastifyRequest): Origin => ({
  address: plainAddress(request.ip),
  userAgent: (request.headers['user-agent'] ?? '').slice(0, 300),
  method: request.method,
  path: request.routeOptions.url ?? '',
  sessionId: request.cookies[parts.sessionCookie],
  device: request.cookies[parts.deviceCookie],
  signInAttempt: request.cookies[parts.attemptCookie],
  lastEventId: eventIdOf(request.headers['last-event-id']),
  sharesPersonalData: request.headers['stoa-personal-data'] === 'share',
  acceptsTerms: versionFrom(request.headers['stoa-accept-terms'])
})

// A dual-stack socket reports IPv4 addresses with this prefix.
const plainAddress = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, '')

const versionFrom = (header: unknown) =>
  typeof header === 'string' && /^\d{1,6}$/.test(header) ? Number(header) : undefined

const eventIdOf = (header: unknown) =>
  typeof header === 'string' && /^\d{1,15}$/.test(header) ? Number(header) : undefined
