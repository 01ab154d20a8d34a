import { and, eq, ne } from 'drizzle-orm'
import { conflict, type Context } from '@stoa/core'
import { waitsFor } from '../approvals/approval.ts'
import { lockApprovals } from '../approvals/decide.ts'
import { mailPowerHolders, requestApproval } from '../approvals/request.ts'
import { identities, signInProviderRevisions, signInProviders } from '../schema.ts'
import { bindsStaff, lockNamed, readMode } from '../sign-in-mode/mode.ts'
import { waitingMode } from '../sign-in-mode/propose.ts'
import { checkAdminProvider } from '../sign-in-mode/unlinked.ts'
import type { Provider } from './protocol.ts'

/**
 * What people sign in by. A change of it can lock all but its author out, where a provider is
 * required. `sealedSecret`: another one, if it changes.
 */
export type Client = Pick<Provider, 'clientId' | 'scopes' | 'enabled'> & {
  removes: boolean
  sealedSecret?: string | null
}

/**
 * Whether changes of the client at this issuer take two admins: a provider is required, or is
 * proposed to be, and somebody is linked there. Call it with the lock of the mode.
 */
export async function needsSecondAdmin(
  ctx: Context,
  { issuer }: Pick<Provider, 'issuer'>
): Promise<boolean> {
  const proposed = await waitingMode(ctx)
  const binds = bindsStaff(await readMode(ctx)) || (proposed !== undefined && bindsStaff(proposed))
  return binds && (await ctx.db.$count(identities, eq(identities.issuer, issuer))) > 0
}

/** Whether a client already is as wanted. A secret that was typed is always another one. */
export const isSame = (known: Client, wanted: Client): boolean =>
  !wanted.sealedSecret &&
  known.removes === wanted.removes &&
  known.clientId === wanted.clientId &&
  known.enabled === wanted.enabled &&
  known.scopes.join(' ') === wanted.scopes.join(' ')

/**
 * Proposes another client of a provider, or its removal, in the transaction of `ctx`, which holds the
 * lock of the mode. It waits for a second admin or a day; before the forum is opened it applies at
 * once.
 * @returns whether it waits
 * @throws Problem 409 `provider_exists`, `provider_gives_power`, or as `checkAdminProvider`
 */
export async function proposeClient(
  ctx: Context,
  provider: Provider,
  { clientId, scopes, enabled, removes, sealedSecret }: Client
): Promise<boolean> {
  if (removes && provider.claimMappings.length > 0) throw conflict('provider_gives_power')
  if (removes || !enabled) await checkAdminProvider(ctx, { provider: provider.id })
  await checkClientFree(ctx, { ...provider, clientId })
  const [revision] = await ctx.db
    .insert(signInProviderRevisions)
    .values({
      ...{ providerId: provider.id, removes, clientId, scopes, enabled },
      sealedSecret: removes ? null : sealedSecret,
      ...{ proposedById: ctx.actor.id, proposedAt: ctx.now }
    })
    .returning({ id: signInProviderRevisions.id })
  const subject = { provider: provider.slug, revision: revision!.id }
  const waits = await requestApproval(ctx, { kind: 'provider_client', subject })
  if (waits) await mailPowerHolders(ctx, 'provider_client_proposed')
  return waits
}

async function checkClientFree(ctx: Context, { id, issuer, clientId }: Provider): Promise<void> {
  const others = ne(signInProviders.id, id)
  const isIt = and(eq(signInProviders.issuer, issuer), eq(signInProviders.clientId, clientId))
  if ((await ctx.db.$count(signInProviders, and(others, isIt))) > 0)
    throw conflict('provider_exists')
}

/**
 * Locks the change of a provider that waits, with its revision; undefined if none does. Waits for
 * others that propose one. Call it before the mode and the provider are locked.
 */
export async function lockWaiting(ctx: Context, { id: providerId, slug }: Provider) {
  await lockNamed(ctx, `provider_client:${providerId}`)
  const isOfIt = waitsFor('provider_client', { provider: slug })
  const [approval] = await lockApprovals<'provider_client'>(ctx, isOfIt)
  if (!approval) return undefined
  const { id } = signInProviderRevisions
  const isIt = eq(id, approval.subject.revision)
  const [revision] = await ctx.db.select().from(signInProviderRevisions).where(isIt)
  return revision && { approval, revision }
}
