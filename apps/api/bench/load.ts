import autocannon from 'autocannon'
import type { Child } from './child.ts'

/** `from` is the client's address. */
export type Sent = { path: string; cookie?: string; from?: string; body?: object }

export type Load = {
  method?: 'GET' | 'POST'
  /** The n-th request. */
  request(index: number): Sent
  seconds?: number
}

export type Statistics = {
  requestsPerSecond: number
  p50: number
  p99: number
  /** SQL statements per request, and per request of the jobs that follow. */
  statements: number
  jobStatements: number
  /** CPU milliseconds of Node per request, including the jobs that follow. */
  cpu: number
  /** Answers that were errors. Anything but 0 makes the row invalid. */
  failed: number
}

const connections = 10
// Until the code is compiled and pages are cached.
const warmUpSeconds = 3

/**
 * Sends requests to a child for some seconds over ten connections, after a warm-up that does not
 * count.
 */
export async function measure(child: Child, load: Load): Promise<Statistics> {
  await run(child, { ...load, seconds: warmUpSeconds })
  const before = await child.usage()
  const result = await run(child, load)
  const after = await child.usage()
  const requests = result.requests.total
  return {
    requestsPerSecond: result.requests.average,
    p50: result.latency.p50,
    p99: result.latency.p99,
    statements: (after.statements - before.statements) / requests,
    jobStatements: (after.jobStatements - before.jobStatements) / requests,
    cpu: (after.cpuMs - before.cpuMs) / requests,
    failed: result.non2xx + result.errors
  }
}

async function run({ origin }: Child, { method = 'GET', request, seconds = 6 }: Load) {
  let index = 0
  const setupRequest = (given: autocannon.Request): autocannon.Request => {
    const { path, cookie, from, body } = request((index += 1))
    const headers = {
      origin,
      'accept-encoding': 'gzip, br',
      ...(cookie && { cookie }),
      ...(from && { 'x-forwarded-for': from }),
      ...(body && { 'content-type': 'application/json' })
    }
    return { ...given, method, path, headers, ...(body && { body: JSON.stringify(body) }) }
  }
  return autocannon({ url: origin, connections, duration: seconds, requests: [{ setupRequest }] })
}
