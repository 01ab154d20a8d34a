import { promisify } from 'node:util'
import { brotliCompress, brotliCompressSync, constants, gzip, gzipSync } from 'node:zlib'
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

/** For a page of one reader: the fastest level. */
export const compressOnce = (body: Buffer, encoding: Encoding): Buffer | Promise<Buffer> =>
  body.length > longBody ? compress(body, encoding, 1) : compressNow(body, encoding)

/** For a page of one reader who works with it: five milliseconds of another thread. */
export const compressSmall = (body: Buffer, encoding: Encoding): Promise<Buffer> =>
  compress(body, encoding, 7)

// Below, handing the work to another thread takes longer than the work itself: 0.1 ms.
const longBody = 200_000

function compressNow(body: Buffer, encoding: Encoding): Buffer {
  if (encoding === 'identity') return body
  if (encoding === 'gzip') return gzipSync(body, { level: 1 })
  return brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })
}

async function compress(body: Buffer, encoding: Encoding, level: number): Promise<Buffer> {
  if (encoding === 'identity') return body
  if (encoding === 'gzip') return compressGzip(body, { level })
  return compressBrotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: level } })
}
