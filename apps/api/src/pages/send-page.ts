import type { FastifyReply, FastifyRequest } from 'fastify'
import { compressOnce, encodingFor, type Encoding } from './compression.ts'
import { bodyOf, type CachedPage } from './page-cache.ts'
import { lookOf, writeLook } from './look.ts'

export type Compress = (page: CachedPage, encoding: Encoding) => Buffer | Promise<Buffer>

/** Sends a page in the best accepted encoding, or 304. */
export async function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  page: CachedPage,
  compress: Compress = bodyOf
) {
  const encoding = encodingFor(request.headers['accept-encoding'])
  const look = lookOf(request)
  const etag = look ? `${page.etag.slice(0, -1)}${look.replaceAll(/\W+/g, '.')}"` : page.etag
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
    return reply.send(await compressOnce(writeLook(Buffer.from(page.identity), look), encoding))
  return reply.send(await compress(page, encoding))
}
