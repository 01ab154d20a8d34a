import type { OutboundAnswer } from '@stoa/core/server'
import { codeIn, expectSuccess, refusal } from './s3-answers.ts'
import type { Part } from './s3-parts.ts'
import type { Call } from './s3-signing.ts'

/** Sends one request to the bucket. */
export type Send = (call: Call) => Promise<OutboundAnswer>

/** An object that is sent in parts. It is unknown to readers until it is complete. */
export type Multipart = {
  add(part: Part): Promise<void>
  complete(): Promise<void>
  /** Removes the parts sent so far. */
  abort(): Promise<void>
}

export async function beginMultipart(send: Send, id: string): Promise<Multipart> {
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
