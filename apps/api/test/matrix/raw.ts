import { once } from 'node:events'
import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { beforeAll } from 'vitest'
import type { TestForum } from '../forum.ts'

export type RawAnswer = {
  status: number
  headers: IncomingHttpHeaders
  bytes: Buffer
  text: string
}

export type RawRequest = {
  method?: string
  /** Sent byte for byte: `inject` would normalize dots and backslashes. */
  path: string
  headers?: Record<string, string>
  body?: string
}

/** Opens connections to the forum whose requests arrive exactly as written. */
export function openWire(forum: TestForum): (asked: RawRequest) => Promise<RawAnswer> {
  beforeAll(() => forum.app.listen({ port: 0, host: '127.0.0.1' }))
  return async ({ method = 'GET', path, headers = {}, body }) => {
    const { port } = forum.app.server.address() as AddressInfo
    const { host } = new URL(forum.origin)
    const all = { host, origin: forum.origin, ...headers }
    const asked = request({ host: '127.0.0.1', port, method, path, headers: all, setHost: false })
    asked.end(body)
    const [answer] = (await once(asked, 'response')) as [IncomingMessage]
    const chunks: Buffer[] = []
    for await (const chunk of answer as AsyncIterable<Buffer>) chunks.push(chunk)
    const bytes = Buffer.concat(chunks)
    return {
      status: answer.statusCode ?? 0,
      headers: answer.headers,
      bytes,
      text: bytes.toString()
    }
  }
}
