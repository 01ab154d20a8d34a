import type { FastifyReply, FastifyRequest } from 'fastify'
import { unavailable, type OutgoingCookie } from '@stoa/core'
import { serializeCookie } from '@stoa/core/server'
import { challengeOf } from '../plugins/challenge.ts'
import {
  compressOnce,
  compressSmall,
  encodingFor,
  reusedMemory,
  type WritePage
} from './compression.ts'
import { lookOf, writeLook } from './look.ts'

/** What SvelteKit answered: `write` writes the body of `response`. */
export type Rendered = { response: Response; write: WritePage; cookies: OutgoingCookie[] }

const ours = new Set(['set-cookie', 'content-length', 'etag'])
// Smaller pages need as many packets compressed.
const worthCompressing = 1400

/** Sends a page that is not kept, with the headers and cookies that rendering it has set. */
export async function sendRendered(
  request: FastifyRequest,
  reply: FastifyReply,
  { response, write, cookies }: Rendered
) {
  reply.code(response.status)
  if (response.status === 401) reply.header('www-authenticate', challengeOf({ status: 401 }))
  if (response.status === 503) reply.header('retry-after', unavailable().params.seconds)
  for (const [name, value] of response.headers) if (!ours.has(name)) reply.header(name, value)
  for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie)
  for (const cookie of cookies) reply.header('set-cookie', serializeCookie(cookie))
  const [compress, memory] = isWorking(request)
    ? [compressSmall, Buffer.allocUnsafe]
    : [compressOnce, reusedMemory]
  const body = writeLook(write(memory), lookOf(request))
  const encoding =
    body.length < worthCompressing ? 'identity' : encodingFor(request.headers['accept-encoding'])
  if (encoding !== 'identity') reply.header('content-encoding', encoding)
  return reply.send(await compress(body, encoding))
}

/** Desk and moderation pages have few readers and an additional script. */
const isWorking = ({ url }: FastifyRequest) => /^\/(?:desk|moderation)(?=[/?]|$)/.test(url)
