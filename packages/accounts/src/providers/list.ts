import { asc, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { wordsFor } from '@stoa/core/languages'
import { pendingPowers } from '../approvals/list.ts'
import { identities, signInProviders } from '../schema.ts'
import { waitingClients } from './client-difference.ts'
import { logoutAddress, returnAddress, signedOutAddress, type Provider } from './protocol.ts'

/** Lists all providers with their settings, but no secret. The caller is an admin. */
export async function listProviders(ctx: Context) {
  const linked = sql<number>`(select count(*)::int from ${identities} where ${identities.issuer} = sign_in_providers.issuer)`
  const rows = await ctx.db
    .select({ provider: signInProviders, identityCount: linked })
    .from(signInProviders)
    .orderBy(asc(signInProviders.id))
  const ids = rows.map(({ provider }) => provider.id)
  const domains = await pendingPowers(ctx, 'provider_domain', ids)
  const signs = await pendingPowers(ctx, 'provider_factor', ids)
  const internals = await pendingPowers(ctx, 'provider_internal', ids)
  const clients = await waitingClients(ctx)
  return rows.map(({ provider, identityCount }) => ({
    ...settingsOf(ctx, provider),
    identityCount,
    waitingDomains: powersOf(provider, domains),
    waitingSigns: powersOf(provider, signs),
    waitingInternal: powersOf(provider, internals).length > 0,
    waitingClient: clients.get(provider.id) ?? null
  }))
}

type Waiting = Awaited<ReturnType<typeof pendingPowers>>

const powersOf = ({ id }: Provider, waiting: Waiting) =>
  waiting
    .filter(({ subjectId }) => subjectId === id)
    .map(({ power }) => power)
    .sort()

const settingsOf = (ctx: Context, { name, sealedSecret, ...provider }: Provider) => ({
  ...provider,
  name: wordsFor(ctx, name),
  names: name,
  hasSecret: sealedSecret !== null,
  returnAddress: returnAddress(ctx, provider).href,
  signedOutAddress: signedOutAddress(ctx).href,
  logoutAddress: logoutAddress(ctx, provider).href
})
