import { eq } from 'drizzle-orm'
import { atLeast, Problem, transaction, type Context } from '@stoa/core'
import { signInProviders, type HeldRole } from '../../schema.ts'
import { recordSecurityEvent } from '../../security-log/record.ts'
import { identityOf } from '../identities.ts'
import type { Assertion, Provider } from '../protocol.ts'
import { settleClaims } from './settle.ts'
import { namedClaims, readClaims } from './values.ts'

/** `missing`: the claims that mappings name and the provider left out. */
type Applied = { missing: readonly string[]; role: HeldRole; userId: number }

/**
 * Gives and takes what the claims in an assertion say of the account of its identity, and remembers
 * those that mappings name. A claim that the provider left out changes nothing. Call it at each
 * sign-in, with `checkComplete` after the commit, and whenever the provider is asked again.
 * @returns undefined without mappings
 */
export async function applyClaims(
  ctx: Context,
  { id }: Pick<Provider, 'id'>,
  assertion: Pick<Assertion, 'issuer' | 'subject' | 'claims'>
): Promise<Applied | undefined> {
  return transaction(ctx, async (ctx) => {
    const names = namedClaims(await lockMappings(ctx, id))
    const identity = names.length > 0 ? await identityOf(ctx, assertion) : undefined
    if (!identity) return undefined
    const { seen, missing } = readClaims(assertion.claims, names)
    const role = await settleClaims(ctx, identity.userId, { identityId: identity.id, seen })
    return { missing, role, userId: identity.userId }
  })
}

/** Locked, so that a mapping that is removed meanwhile gives nothing more. */
async function lockMappings({ db }: Context, providerId: number) {
  const { claimMappings: mappings } = signInProviders
  const rows = await db
    .select({ mappings })
    .from(signInProviders)
    .where(eq(signInProviders.id, providerId))
    .for('share')
  return rows.flatMap(({ mappings }) => mappings)
}

/**
 * Refuses staff of whom the provider did not say whether they still are.
 * @throws Problem 403 `provider_claim_missing`
 */
export async function checkComplete(
  ctx: Context,
  { id: providerId }: Pick<Provider, 'id'>,
  applied: Applied | undefined
): Promise<void> {
  if (!applied || applied.missing.length === 0 || !atLeast(applied.role, 'staff')) return
  const { userId: subjectId, missing: claims } = applied
  const details = { providerId, claims }
  await recordSecurityEvent(ctx, 'sign_in.claim_missing', { subjectId, actorId: 0, details })
  throw new Problem(403, 'provider_claim_missing', { claims: claims.join(', ') })
}
