import { and, eq, inArray, not, sql } from 'drizzle-orm'
import { invalid, type Context } from '@stoa/core'
import { bySubject, type ChangeHandler } from '../pending-changes/change.ts'
import { stopChanges } from '../pending-changes/stop.ts'
import { mailPowerHolders, proposeChange } from '../pending-changes/proposing.ts'
import { pendingChanges, signInProviders } from '../schema.ts'
import { normalizeDomain } from '../sign-up/mail-domains.ts'

const { kind, subjectId } = pendingChanges

const isOf = (providerId: number) => and(eq(kind, 'provider_domain'), eq(subjectId, providerId))

/** @throws Problem 422 on `ownedDomains` */
export function normalizeDomains(typed: readonly string[]): string[] {
  const domains = typed.map((one) => {
    const domain = normalizeDomain(one)
    if (!domain) throw invalid('ownedDomains', 'field_domain', { domain: one })
    return domain
  })
  return [...new Set(domains)]
}

/**
 * Sets the domains of a provider. It enters the accounts with an address at its domains, so a new
 * one waits for a second admin or a day.
 */
export async function setDomains(
  ctx: Context,
  { id, ownedDomains }: { id: number; ownedDomains: readonly string[] },
  wanted: readonly string[]
): Promise<void> {
  const kept = wanted.filter((domain) => ownedDomains.includes(domain))
  await ctx.db.update(signInProviders).set({ ownedDomains: kept }).where(eq(signInProviders.id, id))
  const gained = wanted.filter((domain) => !kept.includes(domain))
  for (const power of gained)
    await proposeChange(ctx, { kind: 'provider_domain', subjectId: id, power })
  if (gained.length > 0) await mailPowerHolders(ctx, 'power_proposed')
}

/**
 * Stops the domains of a provider that wait, but for those in `wanted`. Call it before the provider
 * is locked, because confirming one locks the change first.
 */
export const stopDomains = (ctx: Context, providerId: number, wanted: readonly string[] = []) =>
  stopChanges(ctx, isOf(providerId), ({ power }) => wanted.includes(power))

/** Lets a provider own a domain. */
export const providerDomainHandler: ChangeHandler = {
  async apply(ctx, { subjectId, power }) {
    const isNew = not(sql`${power} = any(${signInProviders.ownedDomains})`)
    await ctx.db
      .update(signInProviders)
      .set({ ownedDomains: sql`array_append(${signInProviders.ownedDomains}, ${power})` })
      .where(and(eq(signInProviders.id, subjectId), isNew))
  },
  drop: async () => {},
  namesOf: bySubject(async ({ db }, subjectIds) => {
    const { id, issuer } = signInProviders
    const rows = await db
      .select({ id, issuer })
      .from(signInProviders)
      .where(inArray(id, subjectIds))
    return new Map(rows.map((row) => [row.id, row.issuer]))
  })
}
