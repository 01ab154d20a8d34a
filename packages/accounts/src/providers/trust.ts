import { and, eq, inArray, sql, type SQL } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { bySubject, type ApprovalKind } from '../approvals/approval.ts'
import { mailPowerHolders, requestApproval } from '../approvals/propose.ts'
import { withdrawApprovals } from '../approvals/refuse.ts'
import { approvals, signInProviders } from '../schema.ts'
import type { Provider } from './protocol.ts'

/**
 * What a provider is trusted with. Its domains enter the accounts with an address there, its second
 * factor gives power to staff without their own, and requests to its issuer may reach the operator's
 * own network. So each addition waits for a second admin; all but the last also for a day.
 */
export type Trust = Pick<Provider, 'ownedDomains' | 'factorSigns' | 'isInternal'>
type TrustKind = 'provider_domain' | 'provider_factor' | 'provider_internal'

type Trusted = { kind: TrustKind; power: string }

/** The parts of a trust, each of which is one change. The issuer of a provider never changes. */
const partsOf = ({ ownedDomains, factorSigns, isInternal }: Trust): Trusted[] => [
  ...ownedDomains.map((power) => ({ kind: 'provider_domain' as const, power })),
  ...factorSigns.map((power) => ({ kind: 'provider_factor' as const, power })),
  ...(isInternal ? [{ kind: 'provider_internal' as const, power: '' }] : [])
]

const { ownedDomains, factorSigns } = signInProviders
const { kind, subjectId } = approvals

/**
 * Sets what a provider is trusted with, in the transaction of `ctx`: less at once, more when it is
 * confirmed.
 */
export async function setTrust(
  ctx: Context,
  provider: Pick<Provider, 'id'> & Trust,
  wanted: Trust
): Promise<void> {
  await ctx.db
    .update(signInProviders)
    .set(common(provider, wanted))
    .where(eq(signInProviders.id, provider.id))
  const present = partsOf(provider)
  const gained = partsOf(wanted).filter((part) => !present.some((one) => isSame(one, part)))
  let waits = false
  for (const part of gained)
    if (await requestApproval(ctx, { ...part, subjectId: provider.id })) waits = true
  if (waits) await mailPowerHolders(ctx, 'provider_trust_proposed')
}

/** What is trusted before and after. */
const common = (before: Trust, after: Trust): Trust => ({
  ownedDomains: after.ownedDomains.filter((one) => before.ownedDomains.includes(one)),
  factorSigns: after.factorSigns.filter((one) => before.factorSigns.includes(one)),
  isInternal: after.isInternal && before.isInternal
})

const isSame = (one: Trusted, other: Pick<Trusted, 'power'> & { kind: string }) =>
  one.kind === other.kind && one.power === other.power

/**
 * Stops what waits for a provider, but for what is in `wanted`. Call it before the provider is
 * locked, because confirming locks the change first.
 */
export const stopTrust = (ctx: Context, providerId: number, wanted?: Trust) => {
  const isOf = and(inArray(kind, Object.keys(gains) as TrustKind[]), eq(subjectId, providerId))
  const kept = wanted ? partsOf(wanted) : []
  return withdrawApprovals(ctx, isOf, (change) => kept.some((part) => isSame(part, change)))
}

type Gain = { ownedDomains?: SQL; factorSigns?: SQL; isInternal?: true }

const gains: Record<TrustKind, (power: string) => Gain> = {
  provider_domain: (power) => ({ ownedDomains: withOne(ownedDomains, power) }),
  provider_factor: (power) => ({ factorSigns: withOne(factorSigns, power) }),
  provider_internal: () => ({ isInternal: true })
}

const withOne = (list: typeof ownedDomains | typeof factorSigns, power: string) =>
  sql`array_append(array_remove(${list}, ${power}), ${power})`

const recorded = {
  provider_domain: {
    event: 'provider.domain_',
    details: ({ power: domain, subjectId: providerId }) => ({ providerId, domain })
  },
  provider_factor: {
    event: 'provider.factor_',
    details: ({ power: sign, subjectId: providerId }) => ({ providerId, sign })
  },
  provider_internal: {
    event: 'provider.internal_',
    details: ({ subjectId: providerId }) => ({ providerId }),
    agreements: 1
  }
} satisfies Record<TrustKind, Pick<ApprovalKind, 'event' | 'details' | 'agreements'>>

/** Adds to what a provider is trusted with. */
export const trustHandler = (kind: TrustKind): ApprovalKind => ({
  ...recorded[kind],
  async apply({ db }, { subjectId, power }) {
    await db
      .update(signInProviders)
      .set(gains[kind](power))
      .where(eq(signInProviders.id, subjectId))
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
})
