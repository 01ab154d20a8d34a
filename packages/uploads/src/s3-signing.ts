import { createHash } from 'node:crypto'
import { AwsV4Signer } from 'aws4fetch'
import type { OutboundRequest } from '@stoa/core/server'
import type { Part } from './s3-parts.ts'

export type Bucket = {
  /** Absent for Amazon's own endpoint of the region. */
  endpoint?: string
  region: string
  bucket: string
  accessKeyId: string
  secretAccessKey: string
}

/** A request about one object: with the bytes of a part, with a text, or without a body. */
export type Call = {
  method: string
  id: string
  query?: Record<string, string>
  part?: Pick<Part, 'bytes' | 'hash'>
  text?: string
}

/** Signs a request with AWS signature version 4. */
export async function signed(
  bucket: Bucket,
  call: Call
): Promise<OutboundRequest & { url: string }> {
  const { endpoint, region, bucket: name, ...keys } = bucket
  const { method, id, query, part, text } = call
  const base = (endpoint ?? `https://s3.${region}.amazonaws.com`).replace(/\/$/, '')
  const url = `${base}/${name}/${id}${query ? `?${new URLSearchParams(query)}` : ''}`
  const headers = { 'x-amz-content-sha256': part?.hash ?? sha256(text ?? '') }
  const signer = new AwsV4Signer({ ...keys, method, url, headers, region, service: 's3' })
  const signature = await signer.sign()
  const body = part?.bytes ?? (text === undefined ? undefined : Buffer.from(text))
  const length: Record<string, string> =
    method === 'GET' ? {} : { 'content-length': String(body?.length ?? 0) }
  const allHeaders = { ...Object.fromEntries(signature.headers), ...length }
  return { url: signature.url.href, method, headers: allHeaders, body }
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
