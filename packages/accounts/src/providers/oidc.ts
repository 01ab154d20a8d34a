import * as oidc from 'openid-client'
import { cached, Problem, type Context } from '@stoa/core'
import { Outbound, type OutboundRequest } from '@stoa/core/server'
import { unseal } from '../secrets.ts'
import { returnAddress, type Assertion, type Protocol, type Provider } from './protocol.ts'

export const secretPurpose = 'sign-in-providers'
/** The owner under which the secret of a provider is encrypted. */
export const secretOwner = ({ slug }: Pick<Provider, 'slug'>) => `provider:${slug}`

/** OpenID Connect: the code flow with PKCE. */
export const openIdConnect: Protocol = {
  async begin(ctx, provider, { state, nonce, verifier }) {
    const configuration = await discover(ctx, provider)
    return oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: returnAddress(ctx, provider).href,
      scope: provider.scopes.join(' '),
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce
    })
  },
  async finish(ctx, provider, { state, nonce, verifier }, answer) {
    const configuration = await discover(ctx, provider)
    const address = returnAddress(ctx, provider)
    address.search = answer.toString()
    const tokens = await oidc
      .authorizationCodeGrant(configuration, address, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier
      })
      .catch(throwProblem)
    const claims = tokens.claims() ?? throwProblem(new Error('No ID token'))
    return { ...identityIn(claims), ...(await emailOf(configuration, tokens.access_token, claims)) }
  },
  check: async (ctx, provider) => void (await discover(ctx, provider))
}

const identityIn = ({ iss: issuer, sub: subject }: oidc.IDToken) => ({ issuer, subject })

/** Many providers say the address only when they are asked for it with the access token. */
async function emailOf(
  configuration: oidc.Configuration,
  accessToken: string,
  claims: oidc.IDToken
): Promise<Pick<Assertion, 'email' | 'emailVerified'>> {
  const isSaid = claims.email !== undefined || !configuration.serverMetadata().userinfo_endpoint
  const { email, email_verified: verified } = isSaid
    ? claims
    : await oidc.fetchUserInfo(configuration, accessToken, claims.sub).catch(throwProblem)
  return { email: typeof email === 'string' ? email : undefined, emailVerified: verified === true }
}

type Discovered = Map<string, Promise<oidc.Configuration>>

// Discovery documents change rarely, but a provider must be able to move within minutes.
const discoveries = cached(10 * 60_000, async (): Promise<Discovered> => new Map())

/** Reads the discovery document of a provider. @throws Problem 502 `provider_unreachable` */
async function discover(ctx: Context, provider: Provider): Promise<oidc.Configuration> {
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
  return oidc.discovery(new URL(issuer), clientId, { client_secret: secret }, authentication, {
    execute: [oidc.enableNonRepudiationChecks, ...insecureIf(issuer)],
    [oidc.customFetch]: fetchThrough(outboundTo(ctx, provider))
  })
}

// The outbound client decides which hosts may be reached without TLS: only internal ones.
const insecureIf = (issuer: string) =>
  issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : []

const secretOf = ({ ports }: Context, provider: Provider) =>
  provider.sealedSecret === null
    ? undefined
    : unseal(ports, secretPurpose, secretOwner(provider), provider.sealedSecret)

const outboundTo = ({ ports }: Context, { isInternal, issuer }: Provider): Outbound =>
  isInternal ? new Outbound({ privateHost: new URL(issuer).hostname }) : ports.outbound

/** The outbound client in the form of `fetch`, which checks addresses, sizes and times. */
const fetchThrough =
  (outbound: Outbound): oidc.CustomFetch =>
  async (url, { method, headers, body }) => {
    const sent: OutboundRequest = { method, headers: { ...headers } }
    if (body) sent.body = Buffer.from(await new Response(body as BodyInit).arrayBuffer())
    const answer = await outbound.send(url, sent)
    const content = [204, 304].includes(answer.status) ? null : new Uint8Array(answer.body)
    return new Response(content, { status: answer.status, headers: answer.headers })
  }

// Errors of openid-client that say that no usable answer came.
const unanswered = [undefined, 'OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM']

/** Says who failed: the person, the network or the provider, or an answer that proves nothing. */
function throwProblem(error: unknown): never {
  if (error instanceof oidc.AuthorizationResponseError) throw new Problem(401, 'provider_refused')
  const isMissing = error instanceof oidc.ClientError && unanswered.includes(error.code)
  if (isMissing) throw new Problem(502, 'provider_unreachable')
  throw new Problem(401, 'provider_answer_invalid')
}
