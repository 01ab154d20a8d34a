import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '@stoa/core'
import { endpointOf } from '@stoa/core/server'
import { isHealthCheck } from './health.ts'
import { bearerOf } from '../requests/bearer.ts'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses unsafe requests that do not come from the forum's own pages. A Bearer token needs no
 * Origin, because no browser adds one by itself. Some endpoints accept another proof from programs.
 */
export function checkOrigin(app: FastifyInstance, origins: ReadonlySet<string>): void {
  app.addHook('onRequest', (request, _reply, done) => {
    if (isTrusted(request) || origins.has(request.headers.origin ?? '')) return done()
    done(new Problem(403, 'foreign_origin'))
  })
}

const isTrusted = (request: FastifyRequest) =>
  safe.has(request.method) ||
  endpointOf(request)?.withoutOrigin !== undefined ||
  bearerOf(request) !== undefined

/** The Origin values of `origin`: its own, and on loopback every loopback name. */
export function originsOf(origin: string, hosts: ReadonlySet<string>): ReadonlySet<string> {
  const { protocol } = new URL(origin)
  return new Set([...hosts].map((host) => `${protocol}//${host}`))
}

const forwarding = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto']

/**
 * Answers 421 to a foreign Host before anything else, so that links and caches never contain it.
 * The demo also refuses proxied requests. A second Host is answered 400, because a proxy may have
 * checked the other one.
 */
export function checkHost(app: FastifyInstance, hosts: ReadonlySet<string>, demo: boolean): void {
  // An absolute URL as request target names its own host, which would take precedence over the
  // header.
  const misdirected = (request: FastifyRequest) =>
    !request.url.startsWith('/') ||
    !hosts.has((request.headers.host ?? '').toLowerCase()) ||
    (demo && forwarding.some((name) => name in request.headers))
  app.addHook('onRequest', (request, reply, done) => {
    if (isHealthCheck(request.url)) return done()
    if (hasTwoHosts(request)) return refuse(reply, 400, 'More than one Host header\n')
    if (misdirected(request)) return refuse(reply, 421, 'Misdirected request\n')
    done()
  })
}

function refuse(reply: FastifyReply, status: number, words: string) {
  void reply.code(status).type('text/plain').send(words)
}

/** Node drops every Host but the first from `headers`. */
const hasTwoHosts = ({ raw: { rawHeaders } }: FastifyRequest) =>
  rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host').length > 1

/** The Host values of `origin`. A loopback origin allows all loopback names. */
export function hostsOf(origin: string): ReadonlySet<string> {
  const { hostname, host, port } = new URL(origin)
  const loopback = ['127.0.0.1', 'localhost', '[::1]']
  if (!loopback.includes(hostname)) return new Set([host])
  return new Set(loopback.map((name) => (port ? `${name}:${port}` : name)))
}
