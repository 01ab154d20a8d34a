import * as oidc from 'openid-client'
import { Problem, type Context } from '@stoa/core'
import { askClaims } from './claims/userinfo.ts'
import { discover } from './discovery.ts'
import type { KnownPerson, Provider, StillKnown } from './protocol.ts'

/**
 * Asks a provider by refresh token whether it still knows a person.
 * @throws Problem 401 `provider_refused` if it says no or names somebody else, 502
 * `provider_unreachable` if it says neither
 */
export async function refresh(
  ctx: Context,
  provider: Provider,
  { subject, refreshToken }: KnownPerson
): Promise<StillKnown> {
  const configuration = await discover(ctx, provider)
  const tokens = await oidc.refreshTokenGrant(configuration, refreshToken).catch(throwProblem)
  const claims = tokens.claims()
  if (claims && claims.sub !== subject) throw new Problem(401, 'provider_refused')
  const kept = { refreshToken: tokens.refresh_token ?? refreshToken }
  if (provider.claimMappings.length === 0) return { ...kept, claims: undefined }
  const known = { ...claims, sub: subject }
  const said = await askClaims(configuration, tokens, provider, known).catch(throwProblem)
  return { ...kept, claims: said.claims }
}

/** All but a refusal of this token may be a fault on the way, or in the settings of the client. */
function throwProblem(error: unknown): never {
  const isRefused = error instanceof oidc.ResponseBodyError && error.error === 'invalid_grant'
  throw isRefused ? new Problem(401, 'provider_refused') : new Problem(502, 'provider_unreachable')
}
