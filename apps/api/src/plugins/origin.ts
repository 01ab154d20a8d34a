import type { FastifyInstance, FastifyRequest } from 'fastify'
import { endpointOf, Problem } from '@stoa/core'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])
// As the actor is resolved: what only looks like a token would let the session cookie act.
const token = /^Bearer \S+$/

/**
 * Refuses unsafe requests that do not come from the forum's own pages. A Bearer token needs no
 * Origin, since no browser adds one by itself; some endpoints ask programs for another proof.
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
  token.test(request.headers.authorization ?? '')

/** The Origin values that belong to `origin`: its own, and on loopback every loopback name. */
export function originsOf(origin: string, hosts: ReadonlySet<string>): ReadonlySet<string> {
  const { protocol } = new URL(origin)
  return new Set([...hosts].map((host) => `${protocol}//${host}`))
}
