import { isDeepStrictEqual } from 'node:util'
import { eq, inArray, or, sql, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import type { ApprovalSubjects, Context } from '@stoa/core'
import { namedBy, waitsFor, type ApprovalKind } from '../approvals/approval.ts'
import { withdrawApprovals } from '../approvals/decide.ts'
import { mailPowerHolders, requestApproval } from '../approvals/request.ts'
import { signInProviders } from '../schema.ts'
import type { Provider } from './protocol.ts'

/**
 * What a provider is trusted with. Its domains enter the accounts with an address there, and
 * requests to its issuer may reach the operator's own network. So each addition waits for a second admin; the first also for a day.
 */
export type Trust = Pick<Provider, 'ownedDomains' | 'isInternal'>

const providerId = z.int()
const domain = z.object({ providerId, domain: z.string() })
const internal = z.object({ providerId })

declare module '@stoa/core' {
  interface ApprovalSubjects {
    provider_domain: z.infer<typeof domain>
    provider_internal: z.infer<typeof internal>
  }
}

type TrustKind = 'provider_domain' | 'provider_internal'
type Trusted = { kind: TrustKind; subject: ApprovalSubjects[TrustKind] }

/** The parts of a trust, each of which is one change. The issuer of a provider never changes. */
const partsOf = ({ id, ownedDomains, isInternal }: Trust & { id: number }) => [
  ...ownedDomains.map((domain): Trusted => trusted('provider_domain', { providerId: id, domain })),
  ...(isInternal ? [trusted('provider_internal', { providerId: id })] : [])
]

const trusted = <K extends TrustKind>(kind: K, subject: ApprovalSubjects[K]): Trusted => ({
  kind,
  subject
})

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
  const gained = partsOf({ ...wanted, id: provider.id }).filter(
    (part) => !present.some((one) => isSame(one, part))
  )
  let waits = false
  for (const part of gained) if (await requestApproval(ctx, part)) waits = true
  if (waits) await mailPowerHolders(ctx, 'provider_trust_proposed')
}

/** What is trusted before and after. */
const common = (before: Trust, after: Trust): Trust => ({
  ownedDomains: after.ownedDomains.filter((one) => before.ownedDomains.includes(one)),
  isInternal: after.isInternal && before.isInternal
})

const isSame = (one: Trusted, other: { kind: string; subject: object }) =>
  one.kind === other.kind && isDeepStrictEqual(one.subject, other.subject)

/**
 * Withdraws what waits for a provider, but for what is in `wanted`. Call it before the provider is
 * locked, because approving locks the approval first.
 */
export const stopTrust = (ctx: Context, providerId: number, wanted?: Trust) => {
  const kinds = Object.keys(trustKinds) as TrustKind[]
  const kept = wanted ? partsOf({ ...wanted, id: providerId }) : []
  return withdrawApprovals(
    ctx,
    or(...kinds.map((kind) => waitsFor(kind, { providerId }))),
    (approval) => kept.some((part) => isSame(part, approval))
  )
}

const withDomain = (domain: string) =>
  sql`array_append(array_remove(${signInProviders.ownedDomains}, ${domain}), ${domain})`

const namesOf = namedBy<TrustKind>(
  ({ providerId }) => providerId,
  async ({ db }, ids) => {
    const { id, issuer } = signInProviders
    const rows = await db.select({ id, issuer }).from(signInProviders).where(inArray(id, ids))
    return new Map(rows.map((row) => [row.id, row.issuer]))
  }
)

type Gain = { ownedDomains: SQL } | { isInternal: true }

const trust = ({ db }: Context, { providerId }: { providerId: number }, gain: Gain) =>
  db
    .update(signInProviders)
    .set(gain)
    .where(eq(signInProviders.id, providerId))
    .then(() => {})

/** What adds to that with which a provider is trusted. */
export const trustKinds: { [K in TrustKind]: ApprovalKind<K> } = {
  provider_domain: {
    ...{ subject: domain, event: 'provider.domain_', namesOf },
    apply: (ctx, { subject }) => trust(ctx, subject, { ownedDomains: withDomain(subject.domain) })
  },
  provider_internal: {
    ...{ subject: internal, event: 'provider.internal_', agreements: 1, namesOf },
    apply: (ctx, { subject }) => trust(ctx, subject, { isInternal: true })
  }
}
