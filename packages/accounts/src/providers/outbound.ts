import type { Context } from '@stoa/core'
import { Outbound, type OutboundRequest } from '@stoa/core/server'
import type { Provider } from './protocol.ts'

/** What of `fetch` the libraries of OpenID Connect use. */
type Sent = { method?: string; headers?: HeadersInit; body?: unknown }

/** The outbound client in the form of `fetch`, which checks addresses, sizes and times. */
export function fetchFrom(ctx: Context, provider: Provider) {
  const outbound = outboundTo(ctx, provider)
  return async (url: string, { method = 'GET', headers, body }: Sent = {}): Promise<Response> => {
    const sent: OutboundRequest = { method, headers: Object.fromEntries(new Headers(headers)) }
    if (body) sent.body = Buffer.from(await new Response(body as BodyInit).arrayBuffer())
    const answer = await outbound.send(url, sent)
    const content = [204, 304].includes(answer.status) ? null : new Uint8Array(answer.body)
    return new Response(content, { status: answer.status, headers: answer.headers })
  }
}

const outboundTo = ({ ports }: Context, { isInternal, issuer }: Provider): Outbound =>
  isInternal ? new Outbound({ privateHost: new URL(issuer).hostname }) : ports.outbound
