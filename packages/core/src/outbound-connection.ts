import { lookup as resolve, type LookupAddress } from 'node:dns'
import http from 'node:http'
import type { IncomingMessage, RequestOptions } from 'node:http'
import https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { isLoopbackAddress, isPrivateAddress, isPublicAddress } from './addresses.ts'
import { OutboundError } from './outbound-error.ts'

export type Sent = { method?: string; headers?: Record<string, string>; body?: Buffer | string }

/** Targets allowed beside public addresses; see `Outbound`. */
export type Reach = { allowLoopback: boolean; privateHost: string | undefined }

/** Opens connections to public addresses, and to others only if `Reach` allows them. */
export class Connector {
  readonly #reach: Reach

  constructor(reach: Reach) {
    this.#reach = reach
  }

  /**
   * Sends a request and returns the head of the response, its body unread. The address is checked
   * when the connection is made, so that a name that resolves differently the second time gains
   * nothing.
   * @throws OutboundError for a refused scheme, port or address
   */
  open(url: URL, request: Sent, signal: AbortSignal): Promise<IncomingMessage> {
    const options: RequestOptions = {
      method: request.method ?? 'GET',
      headers: { ...request.headers, 'accept-encoding': 'identity' },
      lookup: this.#lookup,
      agent: false,
      signal
    }
    const client = this.#clientFor(url)
    return new Promise((done, fail) => {
      client.request(url, options, done).on('error', fail).end(request.body)
    })
  }

  /**
   * Checks a target before it is stored: https, and no address inside. A name that does not resolve
   * now is accepted; `open` checks it again.
   * @throws OutboundError for a refused scheme, port or address
   */
  async check(url: URL): Promise<void> {
    this.#clientFor(url)
    const addresses = await this.#addressesOf(url.hostname)
    const isOwn = addresses.length > 0 && addresses.every((one) => isLoopbackAddress(one))
    if (url.protocol !== 'https:' && !(isOwn && this.#reach.allowLoopback))
      throw new OutboundError(isOwn ? 'address' : 'scheme', url.host)
    if (addresses.some((address) => !this.#allows(address, url.hostname)))
      throw new OutboundError('address', url.host)
  }

  #addressesOf(host: string): Promise<string[]> {
    return new Promise((done) =>
      resolve(host.replace(/^\[|\]$/g, ''), { all: true }, (error, found) =>
        done(error ? [] : found.map(({ address }) => address))
      )
    )
  }

  #clientFor(url: URL): typeof http | typeof https {
    if (url.protocol !== 'https:' && url.protocol !== 'http:')
      throw new OutboundError('scheme', url.host)
    if (isBlockedPort(url)) throw new OutboundError('port', url.host)
    const host = url.hostname.replace(/^\[|\]$/g, '')
    // Node connects to a literal address without a lookup.
    if (isIP(host) && !this.#allows(host, url.hostname))
      throw new OutboundError('address', url.host)
    return url.protocol === 'https:' ? https : http
  }

  #allows(address: string, host: string): boolean {
    const { allowLoopback, privateHost } = this.#reach
    if (isPublicAddress(address)) return true
    const isOwn = host === privateHost
    if (isPrivateAddress(address)) return isOwn
    return (isOwn || allowLoopback) && isLoopbackAddress(address)
  }

  readonly #lookup: LookupFunction = (host, options, callback) => {
    resolve(host, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, [])
      const refused = addresses.some(({ address }) => !this.#allows(address, host))
      if (refused) return callback(new OutboundError('address', host), [])
      answerLookup(addresses, options.all === true, callback)
    })
  }
}

function answerLookup(
  addresses: LookupAddress[],
  all: boolean,
  callback: Parameters<LookupFunction>[2]
) {
  if (all) return callback(null, addresses)
  callback(null, addresses[0]?.address ?? '', addresses[0]?.family)
}

// The "bad ports" of https://fetch.spec.whatwg.org/#port-blocking: other protocols, such as SMTP at 25,
// would read lines of a request as theirs.
const blocked = new Set(
  [
    '0 1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113',
    '115 117 119 123 135 137 139 143 161 179 389 427 465 512 513 514 515 526 530 531 532 540 548 554',
    '556 563 587 601 636 989 990 993 995 1719 1720 1723 2049 3659 4045 4190 5060 5061 6000 6566 6665',
    '6666 6667 6668 6669 6679 6697 10080'
  ].flatMap((line) => line.split(' '))
)

/** Whether browsers send no requests to the port of a URL. */
const isBlockedPort = ({ port }: Pick<URL, 'port'>): boolean => blocked.has(port)
