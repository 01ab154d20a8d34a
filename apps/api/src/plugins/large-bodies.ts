import { finished } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem, type AnyEndpoint } from '@stoa/core'
import { authorizeBody, endpointOf } from '@stoa/core/server'
import type { Requests } from '../requests/requests.ts'
import { largestForm } from './forms.ts'

/** Reading one takes many times its bytes. */
const concurrency = 3
const secondsToWait = 10

/** Lets only those send a large body to an endpoint who may, before a byte of it is read. */
export type AuthorizeBody = (
  endpoint: AnyEndpoint
) => (request: FastifyRequest, reply: FastifyReply) => Promise<void>

/** Whether the request may have a body that is read only after its sender is known. */
export const isLarge = ({ routeOptions }: FastifyRequest): boolean =>
  routeOptions.bodyLimit > largestForm

/**
 * Bounds who sends large bodies, and how many are read at once: one of each actor, three in all. The
 * hook answers 401, 403 or 404 to others, 429 `import_running` to one too many, and closes their
 * connections, as what they still send is not wanted.
 */
export function guardLargeBodies({ contextBeforeBody }: Requests): AuthorizeBody {
  const reading = new Set<number>()
  return (endpoint) => async (request, reply) => {
    reply.header('connection', 'close')
    const ctx = await contextBeforeBody(request)
    await authorizeBody(endpoint, ctx, request.params)
    const { id } = ctx.actor
    if (reading.has(id) || reading.size >= concurrency)
      throw new Problem(429, 'import_running', { seconds: secondsToWait })
    reading.add(id)
    // It also calls back if the sender left while it was looked up, of which no event tells later.
    finished(reply.raw, () => reading.delete(id))
    reply.removeHeader('connection')
  }
}

/** Guards the endpoints that take large bodies. */
export function guardEndpoints(api: FastifyInstance, authorize: AuthorizeBody): void {
  api.addHook('onRequest', async (request, reply) => {
    const endpoint = endpointOf(request)
    if (endpoint?.bodyBytes !== undefined) await authorize(endpoint)(request, reply)
  })
}
