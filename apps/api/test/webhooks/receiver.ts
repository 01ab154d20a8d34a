import http, { type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll } from 'vitest'

export type Received = { path: string; headers: IncomingHttpHeaders; body: string }

export type Receiver = {
  /** Its URL on this machine. */
  origin: string
  /** The received messages, the oldest first. */
  received: Received[]
  /** The status of its answers. */
  status: number
  /** It answers when this resolves. */
  waitsFor: Promise<unknown>
}

/** Starts a receiver of webhooks for a test file. */
export function startReceiver(): Receiver {
  const receiver: Receiver = { origin: '', received: [], status: 204, waitsFor: Promise.resolve() }
  const server = http.createServer((request, reply) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString()
      receiver.received.push({ path: request.url ?? '', headers: request.headers, body })
      void receiver.waitsFor.then(() => reply.writeHead(receiver.status).end())
    })
  })
  beforeAll(async () => {
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    receiver.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  return receiver
}
