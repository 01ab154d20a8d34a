import type { OpenAnswer, OutboundAnswer } from '@stoa/core/server'
import { storageAway, storageFull } from './storage-problems.ts'

/** Reads the text of a refusal. */
export async function textIn({ read }: OpenAnswer): Promise<string> {
  const chunks: Buffer[] = []
  for (;;) {
    const chunk = await read()
    if (!chunk) return Buffer.concat(chunks).toString()
    chunks.push(chunk)
  }
}

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
