import type { FastifyInstance, FastifyRequest } from 'fastify'
import { endpointOf, type Origin } from '@stoa/core'

const bodies = new WeakMap<FastifyRequest, string>()

/**
 * Parses JSON as usual, and keeps the raw body of signed endpoints, over which signatures are
 * computed.
 */
export function keepSignedBodies(api: FastifyInstance): void {
  const parse = api.getDefaultJsonParser('error', 'error')
  api.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (endpointOf(request)?.signed) bodies.set(request, String(body))
    void parse(request, String(body), done)
  })
}

/** The raw signed message; undefined if the endpoint takes none. */
export function signedOf(request: FastifyRequest): Origin['signed'] {
  const body = bodies.get(request)
  if (body === undefined) return undefined
  const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature']
  const headers = names.map((name) => [name, String(request.headers[name] ?? '')])
  return { body, headers: Object.fromEntries(headers) as Record<string, string> }
}
