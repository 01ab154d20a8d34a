import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { unavailable, type OutgoingCookie } from '@stoa/core'
import { serializeCookie } from '@stoa/core/server'
import { challengeOf } from '../plugins/problem-body.ts'
import {
  compressOnce,
  compressSmall,
  encodingFor,
  reusedMemory,
  type Encoding
} from './compression.ts'
import { bodyOf, type CachedPage } from './page-cache.ts'
import { writePage, type PageParts, type Personal } from './page-parts.ts'

export type Compress = (page: CachedPage, encoding: Encoding) => Buffer | Promise<Buffer>

/**
 * How a reader chose pages to look, as attributes of the document: light or dark, unless as their
 * system, and how dense lists are. Empty if they chose nothing.
 */
export const lookOf = ({ cookies: { theme, density } }: Pick<FastifyRequest, 'cookies'>): string =>
  (theme === 'light' || theme === 'dark' ? ` data-theme="${theme}"` : '') +
  (density === 'compact' ? ' data-density="compact"' : '')

/** Sends a page of guests in the best accepted encoding, or 304. */
export async function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  page: CachedPage,
  compress: Compress = bodyOf
) {
  const encoding = encodingFor(request.headers['accept-encoding'])
  const look = lookOf(request)
  const etag = `"${hashOf(page)}${look.replaceAll(/\W+/g, '.')}"`
  reply.headers({
    'content-type': page.type,
    'content-security-policy': page.policy,
    'cache-control': 'private, no-cache',
    vary: 'accept-encoding, accept-language, cookie',
    etag
  })
  if (request.headers['if-none-match'] === etag) return reply.code(304).send()
  if (encoding !== 'identity') reply.header('content-encoding', encoding)
  if (look)
    return reply.send(await compressOnce(writePage(page, { look }, Buffer.allocUnsafe), encoding))
  return reply.send(await compress(page, encoding))
}

const hashOf = (page: CachedPage) =>
  (page.hash ??= createHash('sha1').update(page.bytes).digest('base64url'))

/** What SvelteKit answered. `page` is the body of `response`. */
export type Rendered = {
  response: Response
  page: PageParts
  personal: Personal
  cookies: OutgoingCookie[]
}

const ours = new Set(['set-cookie', 'content-length', 'etag'])
// Smaller pages need as many packets compressed.
const worthCompressing = 1400

/** Sends a page of one reader, with the headers and cookies that rendering it has set. */
export async function sendRendered(
  request: FastifyRequest,
  reply: FastifyReply,
  { response, page, personal, cookies }: Rendered
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
  const body = writePage(page, { ...personal, look: lookOf(request) }, memory)
  const encoding =
    body.length < worthCompressing ? 'identity' : encodingFor(request.headers['accept-encoding'])
  if (encoding !== 'identity') reply.header('content-encoding', encoding)
  return reply.send(await compress(body, encoding))
}

/** Desk and moderation pages have few readers and an additional script. */
const isWorking = ({ url }: FastifyRequest) => /^\/(?:desk|moderation)(?=[/?]|$)/.test(url)
