import { once } from 'node:events'
import { connect as connectHttp2, type ClientHttp2Stream } from 'node:http2'
import { buffer } from 'node:stream/consumers'
import { connect as connectTls } from 'node:tls'

export type HttpsAnswer = { status: number; headers: Record<string, unknown>; body: Buffer }

type Sent = { method?: string; headers?: Record<string, string>; body?: Buffer | string }

export type HttpsClient = {
  ask(path: string, sent?: Sent): Promise<HttpsAnswer>
  /** The status alone, which may come before the whole body was sent. */
  statusOf(path: string, sent?: Sent): Promise<number>
  /** Sends JSON to the API from the forum's own pages. */
  post(path: string, body: object, cookie?: string): Promise<HttpsAnswer>
  /** Opens a stream and collects what it says. */
  listen(path: string): { text(): string }
  close(): void
}

/**
 * Opens a connection with HTTP/2 to a proxy on this machine.
 * @param from the address that the proxy sees: one of 127.0.0.0/8
 */
export function openHttps(
  origin: string,
  { port, ca, from = '127.0.0.1' }: { port: number; ca: string; from?: string }
): HttpsClient {
  const { hostname } = new URL(origin)
  // Node adds the port, which browsers leave out.
  const authority = { ':authority': hostname }
  const target = { host: '127.0.0.1', port, localAddress: from, servername: hostname, ca }
  const connect = () => {
    const session = connectHttp2(origin, {
      createConnection: () => connectTls({ ...target, ALPNProtocols: ['h2'] })
    })
    // A request that fails says so itself.
    return session.on('error', () => {})
  }
  let session = connect()
  // Proxies end a connection in order after a thousand requests. A browser opens another one.
  const current = () => {
    if (session.closed || session.destroyed) session = connect()
    return session
  }
  const send = (path: string, { method = 'GET', headers, body }: Sent = {}) => {
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
    const target = { ...authority, ':path': path, ':method': method }
    const request = current().request({ ...target, ...length, ...headers })
    request.end(body)
    return request
  }
  const ask: HttpsClient['ask'] = (path, sent) =>
    answerTo(send(path, sent)).catch((error: unknown) => {
      // A stream that was refused as the connection ended was not looked at: browsers send it again.
      if (String(error).includes('REFUSED_STREAM')) return ask(path, sent)
      throw error
    })
  return {
    ask,
    async statusOf(path, sent) {
      const request = send(path, sent).on('error', () => {})
      const { status } = await headOf(request)
      request.close()
      return status
    },
    post: (path, body, cookie = '') =>
      ask(`/api/v1${path}`, {
        method: 'POST',
        headers: { origin, cookie, 'content-type': 'application/json' },
        body: JSON.stringify(body)
      }),
    listen(path) {
      let said = ''
      current()
        .request({ ...authority, ':path': path })
        .on('data', (text) => (said += String(text)))
      return { text: () => said }
    },
    close: () => session.destroy()
  }
}

async function headOf(request: ClientHttp2Stream) {
  const [headers] = (await once(request, 'response')) as [Record<string, unknown>]
  return { status: Number(headers[':status']), headers }
}

const answerTo = async (request: ClientHttp2Stream): Promise<HttpsAnswer> => ({
  ...(await headOf(request)),
  body: await buffer(request)
})
