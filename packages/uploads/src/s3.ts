import { createHash } from 'node:crypto'
import { AwsV4Signer } from 'aws4fetch'
import { OutboundError, type Outbound, type OutboundAnswer } from '@stoa/core/server'
import type { Files } from './files.ts'
import { storageAway, storageFull } from './storage-problems.ts'

export type Bucket = {
  /** Absent for Amazon's own endpoint of the region. */
  endpoint?: string
  region: string
  bucket: string
  accessKeyId: string
  secretAccessKey: string
}

// A redrawn image may be larger than the maximum upload.
const maximumBytes = 64 * 1024 * 1024
// Users learn within five seconds that a file is unavailable.
const maxWait = 3_500

/**
 * Stores files in a bucket of Amazon S3 or a compatible server.
 * @param timeout milliseconds for the whole request of one file
 */
export function filesInBucket(bucket: Bucket, outbound: Outbound, timeout = maxWait): Files {
  const send = async (method: string, id: string, body?: Buffer) => {
    const request = { ...(await signed(bucket, method, id, body)), maximumBytes, timeout }
    return outbound.send(request.url, request).catch(explainRefusal)
  }
  return {
    async put(id, bytes) {
      expectSuccess('PUT', await send('PUT', id, bytes))
    },
    async get(id) {
      const answer = await send('GET', id)
      if (answer.status === 404) return undefined
      return expectSuccess('GET', answer).body
    },
    async remove(id) {
      const answer = await send('DELETE', id)
      if (answer.status !== 404) expectSuccess('DELETE', answer)
    }
  }
}

async function signed(
  { endpoint, region, bucket, ...keys }: Bucket,
  method: string,
  id: string,
  body?: Buffer
) {
  const base = (endpoint ?? `https://s3.${region}.amazonaws.com`).replace(/\/$/, '')
  const hash = createHash('sha256')
    .update(body ?? '')
    .digest('hex')
  const headers = { 'x-amz-content-sha256': hash }
  const url = `${base}/${bucket}/${id}`
  const signer = new AwsV4Signer({ ...keys, method, url, headers, region, service: 's3' })
  const signature = await signer.sign()
  const allHeaders = { ...Object.fromEntries(signature.headers), ...lengthOf(method, body) }
  return { url: signature.url.href, method, headers: allHeaders, body }
}

/** A refusal by `Outbound` is a wrong setting. All other errors are the network or the server. */
function explainRefusal(error: unknown): never {
  const isRefused = error instanceof OutboundError && error.reason !== 'time'
  throw isRefused ? error : storageAway(error)
}

const lengthOf = (method: string, body?: Buffer): Record<string, string> =>
  method === 'PUT' ? { 'content-length': String(body?.length ?? 0) } : {}

// The error code only, because the body may repeat the request.
function expectSuccess(method: string, answer: OutboundAnswer): OutboundAnswer {
  if (answer.status < 300) return answer
  const code = /<Code>(\w+)<\/Code>/.exec(answer.body.toString())?.[1] ?? ''
  const error = new Error(`file storage: ${method} ${answer.status} ${code}`)
  if (answer.status === 507) throw storageFull(error)
  throw answer.status >= 500 || answer.status === 429 ? storageAway(error) : error
}
