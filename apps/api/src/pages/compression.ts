import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import Negotiator from 'negotiator'

const compressGzip = promisify(gzip)
const compressBrotli = promisify(brotliCompress)

export type Encoding = 'identity' | 'gzip' | 'br'

const smallestFirst = ['br', 'gzip'] as const

/** The smallest encoding of a page that an Accept-Encoding header allows. */
export function encodingFor(accepted = ''): Encoding {
  const allowed = new Negotiator({ headers: { 'accept-encoding': accepted } }).encodings()
  const takes = (encoding: Encoding) => allowed.includes(encoding)
  return smallestFirst.find(takes) ?? 'identity'
}

/** For content that is cached and sent often. */
export const compressWell = (body: Buffer, encoding: Encoding): Promise<Buffer> =>
  compress(body, encoding, 5)

/**
 * For a page of one reader: the fastest level, equal in cost for both encodings, or `small`, which
 * costs five milliseconds of another thread.
 */
export const compressOnce = (body: Buffer, encoding: Encoding, small = false): Promise<Buffer> =>
  compress(body, encoding, small ? 7 : 1)

async function compress(body: Buffer, encoding: Encoding, level: number): Promise<Buffer> {
  if (encoding === 'identity') return body
  if (encoding === 'gzip') return compressGzip(body, { level })
  return compressBrotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: level } })
}
