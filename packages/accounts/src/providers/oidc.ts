import * as oidc from 'openid-client'
import { Problem, type Context } from '@stoa/core'
import { discover } from './discovery.ts'
import { readLogoutToken } from './logout-token.ts'
import {
  returnAddress,
  signedOutAddress,
  type Protocol,
  type KnownPerson,
  type Provider,
  type StillKnown,
  type Assertion
} from './protocol.ts'
import { namedClaims, readClaims, type Claims } from './claims/values.ts'

/** OpenID Connect: the code flow with PKCE. */
export const openIdConnect: Protocol = {
  async begin(ctx, provider, { state, nonce, verifier, maxAge }) {
    const configuration = await discover(ctx, provider)
    return oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: returnAddress(ctx, provider).href,
      scope: provider.scopes.join(' '),
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ...(maxAge !== null && { max_age: String(maxAge), prompt: 'login' }),
      state,
      nonce
    })
  },
  async finish(ctx, provider, { state, nonce, verifier, maxAge, everyClaim }, answer) {
    const configuration = await discover(ctx, provider)
    const address = returnAddress(ctx, provider)
    address.search = answer.toString()
    const tokens = await oidc
      .authorizationCodeGrant(configuration, address, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        // The claim `auth_time` must be there then.
        ...(maxAge !== null && { maxAge })
      })
      .catch(throwProblem)
    const claims = tokens.claims() ?? throwProblem(new Error('No ID token'))
    return {
      // In one spelling, and never of another issuer than the one that admins read.
      issuer: provider.issuer,
      subject: nameIn(claims.sub) ?? throwProblem(new Error('No subject')),
      ...(await askClaims(configuration, tokens, { ...provider, everyClaim }, claims).catch(
        throwProblem
      )),
      authenticatedAt: timeOf(claims.auth_time),
      sid: nameIn(claims.sid),
      refreshToken: tokens.refresh_token
    }
  },
  async signOutAddress(ctx, provider) {
    const configuration = await discover(ctx, provider)
    if (!configuration.serverMetadata().end_session_endpoint) return undefined
    const address = signedOutAddress(ctx).href
    const parameters = { post_logout_redirect_uri: address, state: provider.slug }
    return oidc.buildEndSessionUrl(configuration, parameters)
  },
  refresh,
  readLogout: readLogoutToken,
  check: async (ctx, provider) => void (await discover(ctx, provider))
}

/** The year 10000, from which on no time has the form of others. */
const endOfTime = 253_402_300_800

const timeOf = (seconds = endOfTime) =>
  seconds < endOfTime ? new Date(seconds * 1000).toISOString() : undefined

/** A name that the database can hold. */
const nameIn = (claim: unknown) =>
  typeof claim === 'string' && !claim.includes('\0') && claim.isWellFormed() ? claim : undefined

// Errors of openid-client that say that no usable answer came.
const unanswered = [undefined, 'OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM']

/** Says who failed: the person, the network or the provider, or an answer that proves nothing. */
function throwProblem(error: unknown): never {
  if (error instanceof oidc.AuthorizationResponseError) throw new Problem(401, 'provider_refused')
  const isMissing = error instanceof oidc.ClientError && unanswered.includes(error.code)
  if (isMissing) throw new Problem(502, 'provider_unreachable')
  // A code of the provider, such as `invalid_client`, and no text.
  const said = error instanceof oidc.ResponseBodyError ? error.error : ''
  throw new Problem(401, 'provider_answer_invalid', { said })
}

/**
 * Asks a provider by refresh token whether it still knows a person.
 * @throws Problem 401 `provider_refused` if it says no or names somebody else, 502
 * `provider_unreachable` if it says neither
 */
async function refresh(
  ctx: Context,
  provider: Provider,
  { subject, refreshToken }: KnownPerson
): Promise<StillKnown> {
  const configuration = await discover(ctx, provider)
  const tokens = await oidc.refreshTokenGrant(configuration, refreshToken).catch(throwRefusal)
  const claims = tokens.claims()
  if (claims && claims.sub !== subject) throw new Problem(401, 'provider_refused')
  const kept = { refreshToken: tokens.refresh_token ?? refreshToken }
  if (provider.claimMappings.length === 0) return { ...kept, claims: undefined }
  const known = { ...claims, sub: subject }
  const said = await askClaims(configuration, tokens, provider, known).catch(throwRefusal)
  return { ...kept, claims: said.claims }
}

/** All but a refusal of this token may be a fault on the way, or in the settings of the client. */
function throwRefusal(error: unknown): never {
  const isRefused = error instanceof oidc.ResponseBodyError && error.error === 'invalid_grant'
  throw isRefused ? new Problem(401, 'provider_refused') : new Problem(502, 'provider_unreachable')
}

type Answer = Pick<oidc.TokenEndpointResponse, 'access_token'>
type Asking = Pick<Provider, 'claimMappings'> & { everyClaim?: boolean | undefined }
type Said = Pick<Assertion, 'email' | 'emailVerified' | 'claims'>

/**
 * Reads the claims of an ID token and those that the provider gives for the access token: many say
 * the address and groups only then.
 * @throws errors of openid-client
 */
async function askClaims(
  configuration: oidc.Configuration,
  { access_token: token }: Answer,
  { claimMappings, everyClaim = false }: Asking,
  claims: Claims & { sub: string }
): Promise<Said> {
  const needed = ['email', ...namedClaims(claimMappings)]
  const isSaid = !everyClaim && readClaims(claims, needed).missing.length === 0
  if (isSaid || !configuration.serverMetadata().userinfo_endpoint)
    return { ...emailIn(claims), claims }
  const more = await oidc.fetchUserInfo(configuration, token, claims.sub)
  return {
    ...emailIn(claims['email'] === undefined ? more : claims),
    claims: { ...more, ...claims }
  }
}

const emailIn = ({ email, email_verified: verified }: Claims) => ({
  email: typeof email === 'string' && !email.includes('\0') ? email : undefined,
  emailVerified: verified === true
})
