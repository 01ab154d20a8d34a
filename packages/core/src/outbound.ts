import type { IncomingMessage } from 'node:http'
import { Connector, type Reach, type Sent } from './outbound-connection.ts'
import { OutboundError } from './outbound-error.ts'

export { OutboundError } from './outbound-error.ts'

export type OutboundRequest = Sent & {
  /** Maximum bytes of the answer; default 1 MB. */
  maximumBytes?: number
  /** Milliseconds for the whole exchange, redirects included; default 10 s. */
  timeout?: number
  /** Maximum redirects, for GET and HEAD only; default 0. */
  redirects?: number
}

export type OutboundAnswer = {
  status: number
  headers: Record<string, string>
  body: Buffer
  /** The URL after redirects. */
  url: string
}

/** An answer whose body is read piece by piece. Whoever opened it must close it. */
export type OpenAnswer = Omit<OutboundAnswer, 'body'> & {
  /** The next bytes of the body; `undefined` at its end. */
  read(): Promise<Buffer | undefined>
  close(): void
}

/** All outgoing requests: to feeds, webhooks, file storage and other desks. */
export class Outbound {
  readonly #connector: Connector

  /**
   * @param reach `privateHost`: the one host, set by the operator, that may have a private address
   * or be this machine. `allowLoopback` allows this machine under every name; it is for tests and
   * never comes from the environment
   */
  constructor(reach: Partial<Reach> = {}) {
    this.#connector = new Connector({ allowLoopback: false, privateHost: undefined, ...reach })
  }

  /**
   * Sends one request. The address is checked when the connection is made, so that a name that
   * resolves differently the second time gains nothing, and again at each redirect.
   * @throws OutboundError for a refused address, scheme, size, time, encoding or redirect; Error of
   * the system for a failed connection
   */
  async send(url: string, request: OutboundRequest = {}): Promise<OutboundAnswer> {
    const { timeout = 10_000, redirects = 0 } = request
    const signal = AbortSignal.timeout(timeout)
    try {
      return await this.#follow(new URL(url), { ...request, redirects }, signal)
    } catch (error) {
      throw signal.aborted ? new OutboundError('time', new URL(url).host) : error
    }
  }

  /**
   * Checks a target before it is stored: only https, and nothing on this machine or in a private
   * network.
   * @throws OutboundError `scheme` or `address`
   */
  check(url: string): Promise<void> {
    return this.#connector.check(new URL(url))
  }

  /**
   * Sends one request and returns its answer while the body is still coming. Its reader may take any
   * time: only waiting for the other server is limited.
   * @param request `timeout`: milliseconds for the head, and again for each wait for more of the
   * body; default 10 s
   * @throws OutboundError and Error as `send`, and from `read`
   */
  async open(url: string, request: Sent & { timeout?: number } = {}): Promise<OpenAnswer> {
    const { timeout = 10_000 } = request
    const { host } = new URL(url)
    const late = new AbortController()
    const within: Within = (work) => {
      const timer = setTimeout(() => late.abort(new OutboundError('time', host)), timeout)
      return work.catch(rethrow(late.signal)).finally(() => clearTimeout(timer))
    }
    const { response, ...head } = await within(this.#open(new URL(url), request, late.signal))
    const chunks = response[Symbol.asyncIterator]() as AsyncIterator<Buffer, undefined>
    return {
      ...head,
      read: async () => (await within(chunks.next())).value,
      close: () => void response.destroy()
    }
  }

  async #follow(url: URL, request: OutboundRequest, signal: AbortSignal): Promise<OutboundAnswer> {
    const answer = await this.#once(url, request, signal)
    const location = answer.status >= 300 && answer.status < 400 && answer.headers['location']
    if (!location || !['GET', 'HEAD'].includes(request.method ?? 'GET')) return answer
    const left = request.redirects ?? 0
    if (left === 0) throw new OutboundError('redirects', url.host)
    const next = new URL(location, url)
    const headers = next.origin === url.origin ? request.headers : withoutSecrets(request.headers)
    return this.#follow(next, { ...request, headers, redirects: left - 1 }, signal)
  }

  async #once(url: URL, request: OutboundRequest, signal: AbortSignal): Promise<OutboundAnswer> {
    const { response, ...head } = await this.#open(url, request, signal)
    const body = await readAll(response, request.maximumBytes ?? 1_000_000, url.host)
    return { ...head, body }
  }

  async #open(url: URL, request: Sent, signal: AbortSignal) {
    const response = await this.#connector.open(url, request, signal)
    const headers = plainHeaders(response)
    const encoding = headers['content-encoding'] ?? 'identity'
    // Compression was not requested, and decompression turns a small answer into a large one.
    if (encoding !== 'identity') {
      response.destroy()
      throw new OutboundError('encoding', url.host)
    }
    return { status: response.statusCode ?? 0, headers, url: url.href, response }
  }
}

/** Waits for an answer or a part of it, no longer than the other server may take. */
type Within = <T>(work: Promise<T>) => Promise<T>

const rethrow = (signal: AbortSignal) => (error: unknown) => {
  throw signal.aborted ? signal.reason : error
}

const withoutSecrets = (headers: Record<string, string> = {}) =>
  Object.fromEntries(
    Object.entries(headers).filter(([name]) => !/^(authorization|cookie|x-amz-.*)$/i.test(name))
  )

const plainHeaders = ({ headers }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))

async function readAll(response: IncomingMessage, maximum: number, host: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maximum) throw new OutboundError('size', host)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
