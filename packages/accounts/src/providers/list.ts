import { asc, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { wordsFor } from '@stoa/core/languages'
import { waitingSubjects } from '../approvals/approval.ts'
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
  const domains = await waitingSubjects(ctx, 'provider_domain')
  const internals = await waitingSubjects(ctx, 'provider_internal')
  const clients = await waitingClients(ctx)
  return rows.map(({ provider, identityCount }) => ({
    ...settingsOf(ctx, provider),
    identityCount,
    waitingDomains: domains.filter(isOf(provider)).map(({ domain }) => domain),
    waitingInternal: internals.some(isOf(provider)),
    waitingClient: clients.get(provider.id) ?? null
  }))
}

const isOf =
  ({ id }: Provider) =>
  ({ providerId }: { providerId: number }) =>
    providerId === id

const settingsOf = (ctx: Context, { name, sealedSecret, ...provider }: Provider) => ({
  ...provider,
  name: wordsFor(ctx, name),
  names: name,
  hasSecret: sealedSecret !== null,
  returnAddress: returnAddress(ctx, provider).href,
  signedOutAddress: signedOutAddress(ctx).href,
  logoutAddress: logoutAddress(ctx, provider).href
})
