import { text } from 'node:stream/consumers'
import type { Readable } from 'node:stream'
import type { OutboundAnswer } from '@stoa/core/server'
import { storageAway, storageFull } from './storage-problems.ts'

/** Reads the text of a refusal. */
export const textIn = (body: Readable): Promise<string> => text(body)

/** The error code in an answer of S3. Empty if there is none. */
export const codeIn = (text: string): string => /<Code>(\w+)<\/Code>/.exec(text)?.[1] ?? ''

/** @throws Problem 503 or 507, or Error with the code of S3 */
export function expectSuccess(method: string, answer: OutboundAnswer): OutboundAnswer {
  if (answer.status < 300) return answer
  throw refusal(method, answer.status, codeIn(answer.body.toString()))
}

/** The error for a refused request. It has the code only, because the body may repeat the request. */
export function refusal(method: string, status: number, code: string): Error {
  const error = new Error(`file storage: ${method} ${status} ${code}`)
  if (status === 507) return storageFull(error)
  return status >= 500 || status === 429 ? storageAway(error) : error
}
