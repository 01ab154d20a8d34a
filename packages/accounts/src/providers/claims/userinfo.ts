import * as oidc from 'openid-client'
import type { Assertion, Provider } from '../protocol.ts'
import { namedClaims, readClaims, type Claims } from './values.ts'

type Answer = Pick<oidc.TokenEndpointResponse, 'access_token'>
type Asking = Pick<Provider, 'claimMappings'> & { everyClaim?: boolean | undefined }
type Said = Pick<Assertion, 'email' | 'emailVerified' | 'claims'>

/**
 * What an ID token says, with what the provider says when it is asked with the access token: many
 * say the address and groups only then.
 * @throws errors of openid-client
 */
export async function askClaims(
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
