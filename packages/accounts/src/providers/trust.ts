import { and, eq, inArray, not, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { bySubject, type ChangeHandler } from '../pending-changes/change.ts'
import { mailPowerHolders, proposeChange } from '../pending-changes/proposing.ts'
import { stopChanges } from '../pending-changes/stop.ts'
import { pendingChanges, signInProviders } from '../schema.ts'
import type { Provider } from './protocol.ts'

/**
 * What a provider is trusted with, by the kind of change that adds to it. Its domains enter the
 * accounts with an address there, and its second factor gives power to staff without their own. So
 * each addition waits for a second admin or a day.
 */
const lists = { provider_domain: 'ownedDomains', provider_factor: 'factorSigns' } as const

export type TrustKind = keyof typeof lists
export type Trust = Pick<Provider, 'ownedDomains' | 'factorSigns'>

const { kind, subjectId } = pendingChanges

/**
 * Sets what a provider is trusted with, in the transaction of `ctx`: less at once, more when it is
 * confirmed.
 */
export async function setTrust(
  ctx: Context,
  provider: Pick<Provider, 'id'> & Trust,
  wanted: Trust
): Promise<void> {
  const waits: boolean[] = []
  for (const [kind, list] of Object.entries(lists) as [TrustKind, keyof Trust][]) {
    const kept = wanted[list].filter((one) => provider[list].includes(one))
    const isThis = eq(signInProviders.id, provider.id)
    await ctx.db
      .update(signInProviders)
      .set({ [list]: kept })
      .where(isThis)
    const gained = wanted[list].filter((one) => !kept.includes(one))
    for (const power of gained)
      waits.push(await proposeChange(ctx, { kind, subjectId: provider.id, power }))
  }
  if (waits.length > 0) await mailPowerHolders(ctx, 'power_proposed')
}

/**
 * Stops what waits for a provider, but for what is in `wanted`. Call it before the provider is
 * locked, because confirming locks the change first.
 */
export const stopTrust = (ctx: Context, providerId: number, wanted?: Trust) => {
  const isOf = and(inArray(kind, Object.keys(lists) as TrustKind[]), eq(subjectId, providerId))
  return stopChanges(ctx, isOf, (change) =>
    Boolean(wanted?.[lists[change.kind as TrustKind]].includes(change.power))
  )
}

/** Adds to what a provider is trusted with. */
export const trustHandler = (kind: TrustKind): ChangeHandler => ({
  async apply(ctx, { subjectId, power }) {
    const list = signInProviders[lists[kind]]
    await ctx.db
      .update(signInProviders)
      .set({ [lists[kind]]: sql`array_append(${list}, ${power})` })
      .where(and(eq(signInProviders.id, subjectId), not(sql`${power} = any(${list})`)))
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
