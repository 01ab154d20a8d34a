import type { FastifyInstance } from 'fastify'
import { Problem } from '@stoa/core'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])
// As the actor is resolved: what only looks like a token would let the session cookie act.
const token = /^Bearer \S+$/

/**
 * Refuses unsafe requests that do not come from the forum's own pages. A Bearer token needs no
 * Origin, since no browser adds one by itself; a one-click unsubscription comes from mail servers.
 */
export function checkOrigin(
  app: FastifyInstance,
  origins: ReadonlySet<string>,
  exempt: ReadonlySet<string>
): void {
  app.addHook('onRequest', async (request) => {
    if (safe.has(request.method) || exempt.has(request.routeOptions.url ?? '')) return
    if (token.test(request.headers.authorization ?? '')) return
    if (!origins.has(request.headers.origin ?? '')) throw new Problem(403, 'foreign_origin')
  })
}

/** The Origin values that belong to `origin`: its own, and on loopback every loopback name. */
export function originsOf(origin: string, hosts: ReadonlySet<string>): ReadonlySet<string> {
  const { protocol } = new URL(origin)
  return new Set([...hosts].map((host) => `${protocol}//${host}`))
}
