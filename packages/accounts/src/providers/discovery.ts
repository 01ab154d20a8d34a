import * as oidc from 'openid-client'
import { cached, Problem, type Context } from '@stoa/core'
import { Outbound, type OutboundRequest } from '@stoa/core/server'
import { unseal } from '../secrets.ts'
import type { Provider } from './protocol.ts'

/** Purpose and owner under which the secret of a provider is encrypted. */
export const secretSeal = ({ slug }: Pick<Provider, 'slug'>) =>
  ['sign-in-providers', `provider:${slug}`] as const

type Discovered = Map<string, Promise<oidc.Configuration>>

// Discovery documents change rarely, but a provider must be able to move within minutes.
const discoveries = cached(10 * 60_000, async (): Promise<Discovered> => new Map())

/** Reads the discovery document of a provider. @throws Problem 502 `provider_unreachable` */
export async function discover(ctx: Context, provider: Provider): Promise<oidc.Configuration> {
  const known = await discoveries.of(ctx)
  const { issuer, clientId, sealedSecret, isInternal } = provider
  const key = JSON.stringify([issuer, clientId, sealedSecret, isInternal])
  const found = known.get(key) ?? discoverAnew(ctx, provider)
  known.set(key, found)
  return found.catch(() => {
    known.delete(key)
    throw new Problem(502, 'provider_unreachable')
  })
}

async function discoverAnew(ctx: Context, provider: Provider): Promise<oidc.Configuration> {
  const { issuer, clientId } = provider
  const secret = secretOf(ctx, provider)
  const authentication = secret === undefined ? oidc.None() : oidc.ClientSecretBasic(secret)
  const found = await oidc.discovery(
    new URL(issuer),
    clientId,
    { client_secret: secret },
    authentication,
    {
      execute: [oidc.enableNonRepudiationChecks, ...insecureIf(issuer)],
      [oidc.customFetch]: fetchFrom(ctx, provider)
    }
  )
  checkIssuer(found, issuer)
  return found
}

/** The client does not compare them for the address of a discovery document. */
function checkIssuer(found: oidc.Configuration, issuer: string): void {
  if (new URL(found.serverMetadata().issuer).href !== new URL(issuer).href)
    throw new Error('The discovery document names another issuer.')
}

// The outbound client decides which hosts may be reached without TLS: only internal ones.
const insecureIf = (issuer: string) =>
  issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : []

/** The secret of the client there; undefined without one. */
export const secretOf = ({ ports }: Context, provider: Provider) =>
  provider.sealedSecret === null
    ? undefined
    : unseal(ports, ...secretSeal(provider), provider.sealedSecret)

/** The part of `fetch` that the libraries of OpenID Connect use. */
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
