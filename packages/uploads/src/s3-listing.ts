import type { Outbound } from '@stoa/core/server'
import { expectSuccess } from './s3-answers.ts'
import { signed, type Bucket } from './s3-signing.ts'
import { storageAway } from './storage-problems.ts'

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
