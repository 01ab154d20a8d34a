import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Problem } from '@stoa/core'
import { endpointOf } from '@stoa/core/server'
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
