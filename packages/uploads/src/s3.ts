import { createHash } from 'node:crypto'
import { AwsV4Signer } from 'aws4fetch'
import type { Outbound, OutboundAnswer } from '@stoa/core'
import type { Files } from './files.ts'

export type Bucket = {
  /** Absent: Amazon's own, of the region. */
  endpoint?: string
  region: string
  bucket: string
  accessKeyId: string
  secretAccessKey: string
}

// An image that is drawn anew may grow beyond what may be sent.
const maximumBytes = 64 * 1024 * 1024
const timeout = 30_000

/** Files in a bucket of Amazon S3 or of a server that speaks its protocol. */
export function filesInBucket(bucket: Bucket, outbound: Outbound): Files {
  const send = (method: string, id: string, body?: Buffer) =>
    ask(bucket, outbound, method, id, body)
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

async function ask(
  { endpoint, region, bucket, ...keys }: Bucket,
  outbound: Outbound,
  method: string,
  id: string,
  body?: Buffer
): Promise<OutboundAnswer> {
  const base = (endpoint ?? `https://s3.${region}.amazonaws.com`).replace(/\/$/, '')
  const hash = createHash('sha256')
    .update(body ?? '')
    .digest('hex')
  const headers = { 'x-amz-content-sha256': hash }
  const url = `${base}/${bucket}/${id}`
  const signer = new AwsV4Signer({ ...keys, method, url, headers, region, service: 's3' })
  const signed = await signer.sign()
  return outbound.send(signed.url.href, {
    method,
    headers: { ...Object.fromEntries(signed.headers), ...lengthOf(method, body) },
    body,
    maximumBytes,
    timeout
  })
}

const lengthOf = (method: string, body?: Buffer): Record<string, string> =>
  method === 'PUT' ? { 'content-length': String(body?.length ?? 0) } : {}

// The code only: the answer's text may repeat the request.
function expectSuccess(method: string, answer: OutboundAnswer): OutboundAnswer {
  const code = /<Code>(\w+)<\/Code>/.exec(answer.body.toString())?.[1] ?? ''
  if (answer.status >= 300) throw new Error(`file storage: ${method} ${answer.status} ${code}`)
  return answer
}
