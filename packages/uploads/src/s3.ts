import type { ByteRange } from '@stoa/core'
import {
  OutboundError,
  type OpenAnswer,
  type Outbound,
  type OutboundAnswer
} from '@stoa/core/server'
import type { Files, StoredFile } from './files.ts'
import { partsOf, type Part } from './s3-parts.ts'
import { codeIn, expectSuccess, refusal, textIn } from './s3-answers.ts'
import { signed, type Bucket, type Call } from './s3-signing.ts'
import { storageAway } from './storage-problems.ts'

export type { Bucket } from './s3-signing.ts'

// Users learn within five seconds that a file is unavailable.
const maxWait = 3_500

/**
 * Stores files in a bucket of Amazon S3 or a compatible server. Larger files are sent in parts, of
 * which one is in memory.
 * @param timeout milliseconds for the whole request of one part, and for each wait for a file that
 * is read
 */
export function filesInBucket(bucket: Bucket, outbound: Outbound, timeout = maxWait): Files {
  const send: Send = async (call) => {
    const request = { ...(await signed(bucket, call)), timeout }
    return outbound.send(request.url, request).catch(explainRefusal)
  }
  return {
    put: (id, bytes) => store(send, id, bytes),
    async open(id, range) {
      const request = { ...(await signed(bucket, { method: 'GET', id })), timeout }
      const headers = { ...request.headers, ...rangeHeader(range) }
      const answer = await outbound.open(request.url, { ...request, headers }).catch(explainRefusal)
      return opened(answer, range)
    },
    async remove(id) {
      const answer = await send({ method: 'DELETE', id })
      if (answer.status !== 404) expectSuccess('DELETE', answer)
    }
  }
}

const rangeHeader = (range?: ByteRange): Record<string, string> =>
  range ? { range: `bytes=${range.first}-${range.last}` } : {}

/** A file whose size is not announced could end too early without anyone noticing. */
async function opened(answer: OpenAnswer, range?: ByteRange): Promise<StoredFile | undefined> {
  const { status, headers, read, close } = answer
  const size = Number(headers['content-length'])
  const isAsked = range ? status === 206 : status === 200
  if (isAsked && Number.isInteger(size)) return { size, read, close: async () => close() }
  try {
    if (status === 404) return undefined
    if (status < 300)
      throw storageAway('a file without length, or another part of it than asked for')
    throw refusal('GET', status, codeIn(await textIn(answer).catch(explainRefusal)))
  } finally {
    close()
  }
}

async function store(send: Send, id: string, bytes: Parameters<Files['put']>[1]) {
  let upload: Multipart | undefined
  try {
    for await (const part of partsOf(bytes)) {
      if (part.isLast && !upload) {
        expectSuccess('PUT', await send({ method: 'PUT', id, part }))
        return
      }
      upload ??= await beginMultipart(send, id)
      await upload.add(part)
    }
    await upload?.complete()
  } catch (error) {
    // Otherwise the parts go on using space. The first error is the one to report.
    await upload?.abort().catch(() => {})
    throw error
  }
}

/** A refusal by `Outbound` is a wrong setting. All other errors are the network or the server. */
function explainRefusal(error: unknown): never {
  const isRefused = error instanceof OutboundError && error.reason !== 'time'
  throw isRefused ? error : storageAway(error)
}

/** Lists the keys in a bucket that begin with `prefix`. @throws Problem 503, or Error as `Files` */
export async function listBucket(
  bucket: Bucket,
  outbound: Outbound,
  prefix: string
): Promise<string[]> {
  const keys: string[] = []
  let token: string | undefined
  do {
    const next: Record<string, string> = token === undefined ? {} : { 'continuation-token': token }
    const call = { method: 'GET', id: '', query: { 'list-type': '2', prefix, ...next } }
    const request = await signed(bucket, call)
    const answer = await outbound.send(request.url, request).catch((error: unknown) => {
      throw storageAway(error)
    })
    const text = expectSuccess('GET', answer).body.toString()
    keys.push(...[...text.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) => key))
    token = /<NextContinuationToken>([^<]+)</.exec(text)?.[1]
  } while (token !== undefined)
  return keys
}

/** Sends one request to the bucket. */
type Send = (call: Call) => Promise<OutboundAnswer>

/** An object that is sent in parts. It is unknown to readers until it is complete. */
type Multipart = {
  add(part: Part): Promise<void>
  complete(): Promise<void>
  /** Removes the parts sent so far. */
  abort(): Promise<void>
}

async function beginMultipart(send: Send, id: string): Promise<Multipart> {
  const begun = expectSuccess('POST', await send({ method: 'POST', id, query: { uploads: '' } }))
  const uploadId = /<UploadId>([^<]+)</.exec(begun.body.toString())?.[1] ?? ''
  const etags: string[] = []
  return {
    async add(part) {
      const query = { partNumber: String(etags.length + 1), uploadId }
      const { headers } = expectSuccess('PUT', await send({ method: 'PUT', id, query, part }))
      etags.push(headers['etag'] ?? '')
    },
    async complete() {
      const call = { method: 'POST', id, query: { uploadId }, text: listOf(etags) }
      const { status, body } = expectSuccess('POST', await send(call))
      // S3 may find the error after it has answered 200.
      const code = codeIn(body.toString())
      if (code) throw refusal('POST', status, code)
    },
    abort: async () => void (await send({ method: 'DELETE', id, query: { uploadId } }))
  }
}

function listOf(etags: string[]): string {
  const parts = etags.map(
    (etag, at) => `<Part><PartNumber>${at + 1}</PartNumber><ETag>${etag}</ETag></Part>`
  )
  return `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`
}
