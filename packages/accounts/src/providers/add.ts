import { conflict, transaction, type Context } from '@stoa/core'
import { signInProviders } from '../schema.ts'
import { lockMode } from '../sign-in-mode/mode.ts'
import type { ProviderInput } from './settings-contract.ts'
import {
  checkReachable,
  recordProviderChange,
  reviewSettings,
  sealSecret,
  trustIn
} from './settings.ts'
import { needsSecondAdmin, proposeClient } from './client-proposal.ts'
import { setTrust } from './trust.ts'

/** A provider that nobody has stored yet. */
const untrusted = {
  ...{ id: 0, ownedDomains: [], isInternal: false, claimMappings: [] },
  ...{ unreachableSince: null, fromEnvironment: false, logo: null }
}

/**
 * Adds a provider, if it can be reached. Another one at an issuer by which people must sign in stays
 * off until a second admin confirms it. The caller is an admin.
 * @throws Problem 409 `provider_exists`, 422 on `issuer`, `ownedDomains` or as `reviewTexts`
 */
export async function addProvider(ctx: Context, input: ProviderInput) {
  const { slug, issuer, name, clientId, clientSecret, scopes, enabled } = input
  const given = { issuer, name, clientId, scopes, enabled }
  await reviewSettings(ctx, input)
  const wanted = trustIn(input)
  const sealedSecret = sealSecret(ctx, slug, clientSecret) ?? null
  const row = { ...given, slug, sealedSecret, protocol: 'oidc' as const, createdAt: ctx.now }
  await checkReachable(ctx, { ...untrusted, ...row }, wanted)
  return transaction(ctx, async (ctx) => {
    await lockMode(ctx)
    const waits = row.enabled && (await needsSecondAdmin(ctx, row))
    const [added] = await ctx.db
      .insert(signInProviders)
      .values({ ...row, enabled: row.enabled && !waits })
      .onConflictDoNothing()
      .returning()
    if (!added) throw conflict('provider_exists')
    await setTrust(ctx, added, wanted)
    await recordProviderChange(ctx, 'provider.added', added)
    const isWaiting = waits && (await proposeClient(ctx, added, { ...given, removes: false }))
    return { provider: slug, waiting: isWaiting }
  })
}
