import { eq } from 'drizzle-orm'
import { conflict, emit, type Context } from '@stoa/core'
import { isDuplicate } from '@stoa/core/database'
import { signInProviders } from '../schema.ts'
import { checkAdminProvider } from '../sign-in-mode/unlinked.ts'
import { stopMappings } from './claims/mappings.ts'
import { begunThere, endProviderSessions, endUntrusted } from './logout.ts'
import type { Provider } from './protocol.ts'
import type { Client } from './client-proposal.ts'
import { lockProvider, recordProviderChange } from './settings.ts'
import { stopTrust } from './trust.ts'

/**
 * Changes the client by which people sign in at a provider, in the transaction of `ctx`, which holds
 * the lock of the mode.
 * @throws Problem 409 `provider_exists` if another provider has it, or as `checkAdminProvider`
 */
export async function setClient(
  ctx: Context,
  { id, factorSigns }: Pick<Provider, 'id' | 'factorSigns'>,
  { clientId, scopes, enabled, sealedSecret, withdrawnSigns = [] }: Client
): Promise<void> {
  const signs = factorSigns.filter((sign) => !withdrawnSigns.includes(sign))
  const client = { clientId, scopes, enabled, ...(sealedSecret && { sealedSecret }) }
  const withdrawn = withdrawnSigns.length > 0 && { factorSigns: signs }
  await ctx.db
    .update(signInProviders)
    .set({ ...client, ...withdrawn })
    .where(eq(signInProviders.id, id))
    .catch((error: unknown) => {
      throw isDuplicate(error, 'sign_in_providers_client') ? conflict('provider_exists') : error
    })
  await checkAdminProvider(ctx)
  await endUntrusted(ctx, { id, factorSigns: withdrawnSigns }, { factorSigns: signs })
}

/**
 * Removes a provider, in the transaction of `ctx`, which holds the lock of the mode. What it knows of
 * people stays, so that adding it again signs the same people in. Other sessions that it began end,
 * as it can no longer be asked about them.
 * @throws Problem 404, 409 `provider_gives_power` while its claims give power, which would stay, or
 * as `checkAdminProvider`
 */
export async function deleteProvider(
  ctx: Context,
  { id, slug }: Pick<Provider, 'id' | 'slug'>
): Promise<void> {
  await stopTrust(ctx, id)
  await stopMappings(ctx, slug)
  const provider = await lockProvider(ctx, id)
  if (provider.claimMappings.length > 0) throw conflict('provider_gives_power')
  await endProviderSessions(ctx, begunThere(ctx, id), 'session.ended_by_provider')
  await ctx.db.delete(signInProviders).where(eq(signInProviders.id, id))
  await checkAdminProvider(ctx)
  await recordProviderChange(ctx, 'provider.removed', provider)
  await emit(ctx, 'provider.removed', { providerId: id })
}
