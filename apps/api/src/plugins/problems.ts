import { STATUS_CODES } from 'node:http'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  type AnyEndpoint,
  type Locale,
  notFound,
  type Ports,
  Problem,
  unavailable
} from '@stoa/core'
import { isDatabaseAway } from '@stoa/core/database'
import { endpointOf } from '@stoa/core/server'
import { localeOf, negotiate } from '../requests/locale.ts'
import { challengeOf, problemBody } from './problem-body.ts'
import { splitAddress } from './guests.ts'
import { defaultHeaders } from './headers.ts'
import { problemPage, wantsPage } from './problem-page.ts'

type ResolveLanguage = (request: FastifyRequest) => Promise<void>
/** The forum's name in a language. */
type NameIn = (locale: Locale) => Promise<string>

/**
 * Converts an error to a problem. A bug becomes 500 without its text.
 * @param bodyLimit of the route, in bytes
 */
export function asProblem(error: unknown, bodyLimit: number): Problem {
  if (error instanceof Problem) return error
  if (isDatabaseAway(error)) return unavailable()
  const { statusCode: status = 500, code } = error as Partial<FastifyError>
  if (status === 404) return notFound()
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return new Problem(413, 'too_large', { kilobytes: bodyLimit / 1024 })
  if (status === 413) return new Problem(413, 'too_many_fields')
  if (status === 415) return new Problem(415, 'unsupported_media_type')
  if (status >= 400 && status < 500 && STATUS_CODES[status])
    return new Problem(status, 'bad_request')
  return new Problem(500, 'internal')
}

/** Statuses of bodies that are refused while they are read, before the actor is known. */
const refusedBodies = new Set([400, 413, 415])

/**
 * Answers all errors and unknown addresses, to browsers with a page, to others with JSON.
 * @param nameIn for the title of the page
 * @param resolveLanguage sets the member's language on a request
 */
export function answerProblems(
  app: FastifyInstance,
  nameIn: NameIn,
  resolveLanguage?: ResolveLanguage
): void {
  app.setErrorHandler(async (error, request, reply) => {
    const problem = asProblem(error, request.routeOptions.bodyLimit)
    // An unreachable database is logged once, where it is noticed.
    if (problem.status >= 500 && !isAway(problem))
      request.log.error({ err: error }, 'request failed')
    const challenge = challengeOf(problem, endpointOf(request))
    if (challenge) reply.header('www-authenticate', challenge)
    if ('seconds' in problem.params) reply.header('retry-after', problem.params.seconds)
    if (problem.status === 408) reply.header('connection', 'close')
    if (problem.status === 413) readToItsEnd(request, reply)
    // A token that is wrong, too, does not change what is refused.
    if (refusedBodies.has(problem.status)) await resolveLanguage?.(request).catch(() => undefined)
    if (wantsPage(request)) {
      const forum = isAway(problem)
        ? undefined
        : await nameIn(localeOf(request)).catch(() => undefined)
      const { status, headers, body } = problemPage(problem, request, forum)
      return reply.code(status).headers(headers).send(body)
    }
    return reply
      .code(problem.status)
      .type('application/problem+json')
      .send(problemBody(problem, localeOf(request)))
  })
  app.setNotFoundHandler(() => {
    throw notFound()
  })
}

/** An unreachable database is not asked once more for each page that it cannot show. */
const isAway = ({ code }: Problem) => code === unavailable().code

/**
 * Refuses what no endpoint answers, and would otherwise be looked for among the pages: 405 where the
 * address has other methods, else 404.
 */
export function refuseUnknown(
  api: FastifyInstance,
  resolveLanguage: ResolveLanguage,
  methodsAt: (path: string) => string[]
): void {
  api.all('/*', { schema: { hide: true } }, async (request, reply) => {
    await resolveLanguage(request).catch(() => undefined)
    const methods = methodsAt(splitAddress(request.url).path)
    const isOther = methods.length > 0 && !methods.includes(request.method)
    throw isOther ? notAllowed(reply, methods) : notFound()
  })
}

/** 405: the address answers only `methods`. */
export function notAllowed(reply: FastifyReply, methods: readonly string[]): Problem {
  reply.header('allow', methods.join(', '))
  return new Problem(405, 'method_not_allowed')
}

/** Larger bodies are not sent by mistake. */
const maxDrainedBytes = 16 * 1024 * 1024

/**
 * Reads the rest of a refused body. If the connection closed while a browser is still sending, the
 * browser would show a connection error instead of the answer.
 */
function readToItsEnd({ headers }: FastifyRequest, reply: FastifyReply) {
  if (Number(headers['content-length']) <= maxDrainedBytes) reply.removeHeader('connection')
}

/** Answers an address that cannot be decoded, which Fastify refuses before any hook runs. */
export const answerBadAddress =
  (https: boolean, { languages }: Pick<Ports, 'languages'>) =>
  (_error: FastifyError, { headers, id }: FastifyRequest, reply: FastifyReply): void => {
    const locale = negotiate(headers['accept-language'] ?? '', languages)
    void reply
      .code(400)
      .headers({ ...defaultHeaders(https), 'x-request-id': id })
      .type('application/problem+json')
      .send(problemBody(new Problem(400, 'bad_request'), locale))
  }

type Routed = Pick<AnyEndpoint, 'method' | 'path'>

/** The methods of the endpoints at a path, for `Allow`. HEAD is answered as GET. */
export function allowedMethods(endpoints: readonly Routed[], prefix: string) {
  const routes = endpoints.map(({ method, path }) => ({
    method,
    pattern: patternOf(prefix + path)
  }))
  return (path: string): string[] => {
    const found = routes.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method)
    return [...new Set(found.includes('GET') ? ['GET', 'HEAD', ...found] : found)]
  }
}

const patternOf = (path: string) => new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}/?$`)
