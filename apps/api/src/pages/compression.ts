import { promisify } from 'node:util'
import { brotliCompress, brotliCompressSync, constants, gzip, gzipSync } from 'node:zlib'
import Negotiator from 'negotiator'

const compressGzip = promisify(gzip)
const compressBrotli = promisify(brotliCompress)

export type Encoding = 'identity' | 'gzip' | 'br'

export type Allocate = (length: number) => Buffer<ArrayBuffer>

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
  body.length > longBody
    ? compress(body, encoding, encoding === 'br' ? fastest.br : fastest.gzip)
    : compressNow(body, encoding)

// Gzip's level 0 stores.
const fastest = { br: 0, gzip: 1 }

/**
 * Memory for a page that `compressOnce` gets. Nothing may be awaited in between, as the next page is
 * written over it: memory of its own would wait long to be collected.
 */
export const reusedMemory: Allocate = (length) =>
  length > longBody ? Buffer.allocUnsafe(length) : pageMemory.subarray(0, length)

/**
 * Memory for what is kept. `Buffer.from` and `allocUnsafe` give parts of a block, of `Buffer.poolSize`
 * bytes, which stays as long as any of its parts.
 */
export const unpooled: Allocate = (length) => Buffer.allocUnsafeSlow(length)

/** For a page of one reader who works with it: five milliseconds of another thread. */
export const compressSmall = (body: Buffer, encoding: Encoding): Promise<Buffer> =>
  compress(body, encoding, 7)

// Below, handing the work to another thread takes longer than the work itself: 0.1 ms.
const longBody = 200_000
const pageMemory = Buffer.allocUnsafeSlow(longBody)

function compressNow(body: Buffer, encoding: Encoding): Buffer {
  if (encoding === 'identity') return Buffer.from(body)
  return encoding === 'gzip'
    ? gzipSync(body, { level: fastest.gzip })
    : brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: fastest.br } })
}

async function compress(body: Buffer, encoding: Encoding, level: number): Promise<Buffer> {
  if (encoding === 'identity') return body
  return encoding === 'gzip'
    ? compressGzip(body, { level })
    : compressBrotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: level } })
}
