import { createRemoteJWKSet, customFetch, errors, jwtVerify, type JWTPayload } from 'jose'
import type { Configuration } from 'openid-client'
import { z } from 'zod'
import { after, Problem, type Context } from '@stoa/core'
import { discover, fetchFrom } from './discovery.ts'
import type { Logout, Provider } from './protocol.ts'

// OpenID Connect Back-Channel Logout 1.0, section 2.4 and 2.6.
const event = 'http://schemas.openid.net/event/backchannel-logout'
/** The database cannot hold U+0000. */
const name = (maxLength: number) =>
  z
    .string()
    .min(1)
    .max(maxLength)
    .regex(/^[^\0]*$/)
const claimsShape = z
  .object({
    jti: name(500),
    iat: z.number(),
    sub: name(255).optional(),
    sid: name(500).optional(),
    events: z.looseObject({ [event]: z.looseObject({}) }),
    nonce: z.never().optional()
  })
  .refine(({ sub, sid }) => sub !== undefined || sid !== undefined)

// Signatures that only the provider can make. What a client secret signs is not among them.
const algorithms = ['RS', 'PS', 'ES'].flatMap((kind) => ['256', '384', '512'].map((n) => kind + n))
const maxAge = 10 * 60
const tolerance = 60

type Keys = ReturnType<typeof createRemoteJWKSet>

/** The keys of a provider, kept as long as its discovery document. */
const keySets = new WeakMap<Configuration, Keys>()

/**
 * Checks a logout token: signature, issuer, audience, age and form.
 * @throws Problem 400 `logout_token_invalid`, 502 `provider_unreachable`
 */
export async function readLogoutToken(
  ctx: Context,
  provider: Provider,
  token: string
): Promise<Logout> {
  const configuration = await discover(ctx, provider)
  const { payload } = await jwtVerify(token, keysOf(ctx, provider, configuration), {
    algorithms: [...algorithms, 'EdDSA', 'Ed25519'],
    issuer: configuration.serverMetadata().issuer,
    audience: provider.clientId,
    requiredClaims: ['iat', 'jti', 'events'],
    maxTokenAge: maxAge,
    clockTolerance: tolerance,
    currentDate: new Date(ctx.now)
  }).catch(throwProblem)
  return logoutIn(payload)
}

function logoutIn(payload: JWTPayload): Logout {
  const claims = claimsShape.safeParse(payload).data
  if (!claims) throw new Problem(400, 'logout_token_invalid')
  const issued = new Date(claims.iat * 1000).toISOString()
  return {
    subject: claims.sub,
    sid: claims.sid,
    tokenId: claims.jti,
    expiresAt: after(issued, (maxAge + 2 * tolerance) * 1000)
  }
}

function keysOf(ctx: Context, provider: Provider, configuration: Configuration): Keys {
  const known = keySets.get(configuration)
  if (known) return known
  const { jwks_uri } = configuration.serverMetadata()
  if (jwks_uri === undefined) throw new Problem(400, 'logout_token_invalid')
  const keys = createRemoteJWKSet(new URL(jwks_uri), { [customFetch]: fetchFrom(ctx, provider) })
  keySets.set(configuration, keys)
  return keys
}

/** Tells a token that proves nothing from keys that could not be read. */
function throwProblem(error: unknown): never {
  const isUnreachable =
    !(error instanceof errors.JOSEError) ||
    error instanceof errors.JWKSTimeout ||
    error instanceof errors.JWKSInvalid ||
    error.code === errors.JOSEError.code
  throw isUnreachable
    ? new Problem(502, 'provider_unreachable')
    : new Problem(400, 'logout_token_invalid')
}
