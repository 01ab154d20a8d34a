import { and, asc, eq, gt, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { everyRow, rowBatchSize } from '@stoa/core/data'
import { identities, signInProviders, type ClaimMapping } from '../../schema.ts'
import type { Provider } from '../protocol.ts'
import { matching } from './grants.ts'
import { settleClaims } from './settle.ts'
import { namedClaims } from './values.ts'

type Identity = typeof identities.$inferSelect

/** Every identity at an issuer of which claims are known. */
const knownIdentities = ({ db }: Context, issuer: string) =>
  everyRow<Identity>((last) =>
    db
      .select()
      .from(identities)
      .where(
        and(
          eq(identities.issuer, issuer),
          sql`${identities.claims} <> '{}'::jsonb`,
          gt(identities.id, last?.id ?? 0)
        )
      )
      .orderBy(asc(identities.id))
      .limit(rowBatchSize)
  )

/**
 * Takes from everybody what only former mappings gave, in the transaction of `ctx`. Who gains waits
 * for their next sign-in: what was said of them may be old.
 */
export async function takeFormer(
  ctx: Context,
  { issuer, claimMappings }: Pick<Provider, 'issuer' | 'claimMappings'>,
  mappings: readonly ClaimMapping[]
): Promise<void> {
  const kept = new Set(mappings.map((one) => JSON.stringify(one)))
  const gone = claimMappings.filter((one) => !kept.has(JSON.stringify(one)))
  const losing = new Set<number>()
  for await (const { claims, userId } of knownIdentities(ctx, issuer))
    if (matching(gone, claims).length > 0) losing.add(userId)
  for (const userId of [...losing].sort((one, other) => one - other))
    await settleClaims(ctx, userId)
}

/** Forgets the claims that no mapping at an issuer names any more. */
export async function pruneClaims({ db }: Context, issuer: string): Promise<void> {
  const providers = await db
    .select({ mappings: signInProviders.claimMappings })
    .from(signInProviders)
    .where(eq(signInProviders.issuer, issuer))
  const names = namedClaims(providers.flatMap(({ mappings }) => mappings))
  const { claims } = identities
  const named = sql`(select coalesce(jsonb_object_agg(key, value), '{}'::jsonb)
    from jsonb_each(${claims}) where key = any(${sql.param(names)}::text[]))`
  await db
    .update(identities)
    .set({ claims: named })
    .where(and(eq(identities.issuer, issuer), sql`${claims} <> ${named}`))
}
