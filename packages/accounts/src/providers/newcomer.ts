import { z } from 'zod'
import { after, Problem, type Context } from '@stoa/core'
import { emailShape } from '../shapes.ts'
import { seal, unseal } from '../secrets.ts'
import { isAtDomain } from '../sign-up/mail-domains.ts'
import type { SeenClaims } from '../schema.ts'
import { namedClaims, readClaims } from './claims/values.ts'
import { isInUse } from './known.ts'
import type { Assertion, Provider } from './protocol.ts'

const purpose = 'provider-newcomers'
// Long enough to read the documents.
const lifetime = 60 * 60_000

const newcomerShape = z.object({
  /** Which provider signed them in. */
  slug: z.string(),
  issuer: z.string(),
  subject: z.string(),
  sid: z.string().optional(),
  /** Null if they have yet to prove one. */
  provedEmail: z.string().nullable(),
  /** The values that mappings name, of claims that the provider did not leave out. */
  claims: z.record(z.string(), z.array(z.string())),
  until: z.string()
})
export type Newcomer = z.infer<typeof newcomerShape>

/** The address of this person, if it is one and the provider gave it out. */
export const provedEmail = (
  { ownedDomains }: Pick<Provider, 'ownedDomains'>,
  { email = '', emailVerified }: Pick<Assertion, 'email' | 'emailVerified'>
): string | undefined =>
  emailVerified &&
  emailShape.safeParse(email).success &&
  ownedDomains.some((domain) => isAtDomain(email, domain))
    ? email
    : undefined

/** A token that proves for an hour who a newcomer is at their provider. */
export function newcomerToken(
  { ports, now }: Pick<Context, 'ports' | 'now'>,
  provider: Provider,
  assertion: Assertion
): string {
  const { issuer, subject, sid } = assertion
  const until = after(now, lifetime)
  const email = provedEmail(provider, assertion) ?? null
  const newcomer = { slug: provider.slug, issuer, subject, sid, provedEmail: email, until }
  const claims = mapped(provider, assertion)
  return seal(
    ports,
    purpose,
    'newcomer',
    JSON.stringify({ ...newcomer, claims } satisfies Newcomer)
  )
}

function mapped({ claimMappings }: Provider, { claims }: Assertion): SeenClaims {
  const { seen } = readClaims(claims, namedClaims(claimMappings))
  const isNamed = (claim: string, text: string) =>
    claimMappings.some((one) => one.claim === claim && one.value === text)
  return Object.fromEntries(
    Object.entries(seen).map(([claim, values]) => [
      claim,
      values.filter((text) => isNamed(claim, text))
    ])
  )
}

/** @throws Problem 401 `provider_attempt_expired`, also if the provider was switched off since */
export async function readNewcomer(ctx: Context, token: string): Promise<Newcomer> {
  const newcomer = opened(ctx.ports, token)
  if (!newcomer || newcomer.until <= ctx.now || !(await isInUse(ctx, newcomer.slug)))
    throw new Problem(401, 'provider_attempt_expired')
  return newcomer
}

function opened(ports: Context['ports'], token: string): Newcomer | undefined {
  try {
    return newcomerShape.parse(JSON.parse(unseal(ports, purpose, 'newcomer', token)))
  } catch {
    return undefined
  }
}
