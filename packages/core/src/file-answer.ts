import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ByteRange, FileBody, OpenFile } from './endpoint.ts'
import { SentFile } from './sent-file.ts'

type Head = FastifyRequest['headers']

/**
 * Sends a file: 200, 206 for one range, 304 if the reader has it, 416 for a range behind its end.
 * HEAD gets the same headers, and the file is not opened.
 */
export async function sendFile(
  { headers: asked, method }: FastifyRequest,
  reply: FastifyReply,
  { body, headers }: { body: FileBody; headers: Record<string, string> }
): Promise<FastifyReply> {
  const { size, etag } = body
  const validated = { ...headers, etag, 'accept-ranges': 'bytes' }
  if (isKnownTo(asked, etag)) return reply.code(304).headers(validated).send()
  const range = method === 'GET' ? rangeOf(asked, body) : undefined
  if (range === 'outside') return reply.code(416).header('content-range', `bytes */${size}`).send()
  const { first, last } = range ?? { first: 0, last: size - 1 }
  // Before any header is set, because it may fail.
  const content =
    method === 'HEAD'
      ? Readable.from([])
      : new SentFile(await openWhole(() => body.open(range), last - first + 1))
  if (range) reply.code(206).header('content-range', `bytes ${first}-${last}/${size}`)
  return reply.headers({ ...validated, 'content-length': last - first + 1 }).send(content)
}

/**
 * Opens a file of a known size. With another one, the next answer on the connection would be read
 * as bytes of this.
 */
async function openWhole(open: () => Promise<OpenFile>, size: number): Promise<OpenFile> {
  const file = await open()
  if (file.size === size) return file
  await file.close()
  throw new Error(`A stored file has ${file.size} bytes where ${size} were noted.`)
}

/** Whether `If-None-Match` names the content. Weak comparison, as RFC 9110 says. */
export const isKnownTo = ({ 'if-none-match': header }: Head, etag: string) =>
  header?.split(',').some((one) => ['*', etag].includes(one.trim().replace(/^W\//, ''))) ?? false

function rangeOf({ range, 'if-range': ifRange }: Head, { size, etag }: FileBody) {
  if (ifRange !== undefined && ifRange !== etag) return undefined
  return parseRange(range, size)
}

/**
 * Parses a `Range` header. Several ranges, other units and what is malformed are ignored, so that
 * the whole file is sent.
 * @returns 'outside' if the file has none of these bytes
 */
export function parseRange(
  header: string | undefined,
  size: number
): ByteRange | 'outside' | undefined {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/i.exec(header?.trim() ?? '') ?? []
  if (from === undefined) return parseSuffix(header, size)
  const [first, end] = [Number(from), to === '' ? Infinity : Number(to)]
  if (end < first) return undefined
  return first < size ? { first, last: Math.min(end, size - 1) } : 'outside'
}

/** Parses a range of the last bytes, such as `bytes=-500`. */
function parseSuffix(header: string | undefined, size: number) {
  const [, count] = /^bytes=-(\d+)$/i.exec(header?.trim() ?? '') ?? []
  if (count === undefined) return undefined
  const first = Math.max(0, size - Number(count))
  return first < size ? { first, last: size - 1 } : 'outside'
}
