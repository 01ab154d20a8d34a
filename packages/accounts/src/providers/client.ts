import { eq } from 'drizzle-orm'
import { conflict, emit, type Context } from '@stoa/core'
import { isDuplicate } from '@stoa/core/database'
import { signInProviders } from '../schema.ts'
import { checkAdminProvider } from '../sign-in-mode/unlinked.ts'
import { stopMappings } from './claims/mappings.ts'
import { begunThere, endProviderSessions } from './logout.ts'
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
  { id }: Pick<Provider, 'id'>,
  { clientId, scopes, enabled, sealedSecret }: Client
): Promise<void> {
  const client = { clientId, scopes, enabled, ...(sealedSecret && { sealedSecret }) }
  await ctx.db
    .update(signInProviders)
    .set(client)
    .where(eq(signInProviders.id, id))
    .catch((error: unknown) => {
      throw isDuplicate(error, 'sign_in_providers_client') ? conflict('provider_exists') : error
    })
  await checkAdminProvider(ctx)
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
