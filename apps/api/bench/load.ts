import autocannon from 'autocannon'
import { cookieNames } from '@stoa/accounts'
import type { Child } from './child.ts'
import type { Measurements } from './measurements.ts'

export type Sent = {
  /** Default: GET. */
  method?: 'GET' | 'POST' | 'PUT'
  path: string
  /** The session of a member. */
  sessionId?: string
  /** The client's address. */
  from?: string
  /** Sent as JSON. */
  body?: object
  /** The key that a form sends, so that a second click writes nothing. */
  key?: string
}

/** Makes the next request. */
export type NextRequest = () => Sent

const connections = 10
// Until the code is compiled and pages are cached.
const warmUpSeconds = 5
const seconds = 3

/**
 * Sends requests to a child for some seconds over ten connections, after a warm-up that does not
 * count. CPU milliseconds include the jobs that follow. A row with `failed` above 0 is invalid.
 */
export async function measure(child: Child, next: NextRequest): Promise<Measurements> {
  await send(child.origin, next, warmUpSeconds)
  const before = await child.usage()
  const { requests, duration, latency, non2xx, errors } = await send(child.origin, next, seconds)
  const after = await child.usage()
  const each = (key: keyof typeof after) => (after[key] - before[key]) / requests.total
  const read = after.hits + after.misses - before.hits - before.misses
  return {
    'req/s': requests.total / duration,
    'p50 ms': latency.p50,
    'p99 ms': latency.p99,
    SQL: each('statements'),
    'SQL of jobs': each('jobStatements'),
    built: each('built'),
    'CPU ms': each('cpuMs'),
    failed: non2xx + errors,
    ...(read > 0 && { 'hit ratio': (after.hits - before.hits) / read })
  }
}

/** Sends requests for some seconds over ten connections. */
export async function send(origin: string, next: NextRequest, seconds: number) {
  const setupRequest = (given: autocannon.Request): autocannon.Request => {
    const sent = next()
    const { method = 'GET', path, body } = sent
    const headers = headersOf(origin, sent)
    return { ...given, method, path, headers, ...(body && { body: JSON.stringify(body) }) }
  }
  // A proxy on this machine has a certificate that nobody has signed.
  const tlsOptions = { rejectUnauthorized: false }
  const requests = [{ setupRequest }]
  return autocannon({ url: origin, connections, duration: seconds, requests, tlsOptions })
}

/** Sends one request and returns its JSON. @throws Error for an answer that is none of success */
export async function ask<Answer>(origin: string, sent: Sent): Promise<Answer> {
  return JSON.parse(await sendOne(origin, sent)) as Answer
}

/** Sends one request and returns its body. @throws Error for an answer that is none of success */
export async function sendOne(origin: string, sent: Sent): Promise<string> {
  const { method = 'GET', path, body } = sent
  const headers = headersOf(origin, sent)
  const request = { method, headers, ...(body && { body: JSON.stringify(body) }) }
  const answer = await fetch(new URL(path, origin), request)
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`)
  return text
}

const headersOf = (origin: string, { sessionId, from, body, key }: Sent) => ({
  origin,
  'accept-encoding': 'gzip, br',
  ...(sessionId && { cookie: `${cookieNames(origin).sessionCookie}=${sessionId}` }),
  ...(from && { 'x-forwarded-for': from }),
  ...(key && { 'idempotency-key': key }),
  ...(body && { 'content-type': 'application/json' })
})
