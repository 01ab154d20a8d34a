import { eq } from 'drizzle-orm'
import { transaction, type Context } from '@stoa/core'
import { decide } from '../approvals/decide.ts'
import { signInProviders } from '../schema.ts'
import { lockMode } from '../sign-in-mode/mode.ts'
import { setClient, deleteProvider } from './client.ts'
import type { ProviderChange } from './settings-contract.ts'
import { findOwnProvider, trustIn } from './settings.ts'
import type { Provider } from './protocol.ts'
import {
  isSame,
  lockWaiting,
  needsSecondAdmin,
  proposeClient,
  type Client
} from './client-proposal.ts'
import * as settings from './settings.ts'
import { setTrust, stopTrust } from './trust.ts'

/**
 * Changes a provider, if it can be reached with the new settings. While people must sign in by it,
 * its client waits for a second admin. The caller is an admin.
 * @returns whether something waits for that
 * @throws Problem 404, 409 as `findOwnProvider`, `setClient` or `proposeClient`, 422 as `addProvider`
 */
export async function changeProvider(
  ctx: Context,
  slug: string,
  input: ProviderChange
): Promise<boolean> {
  const { name, clientSecret, clientId, scopes, enabled } = input
  await settings.reviewSettings(ctx, input)
  const trust = trustIn(input)
  const sealedSecret = settings.sealSecret(ctx, slug, clientSecret)
  const wanted = { clientId, scopes, enabled, ...(sealedSecret && { sealedSecret }) }
  const known = await settings.findOwnProvider(ctx, slug)
  await settings.checkReachable(ctx, { ...known, ...wanted }, trust)
  return transaction(ctx, async (ctx) => {
    const waiting = await lockWaiting(ctx, known)
    await lockMode(ctx)
    await stopTrust(ctx, known.id, trust)
    const provider = await settings.lockProvider(ctx, known.id)
    await ctx.db.update(signInProviders).set({ name }).where(eq(signInProviders.id, known.id))
    await setTrust(ctx, provider, trust)
    await settings.recordProviderChange(ctx, 'provider.changed', provider)
    return replaceWaiting(ctx, provider, { ...wanted, removes: false }, waiting)
  })
}

type Waiting = Awaited<ReturnType<typeof lockWaiting>>

/** What waits already stays as it is, so that it can be confirmed. @returns whether something waits */
async function replaceWaiting(ctx: Context, provider: Provider, wanted: Client, waiting: Waiting) {
  const needsSecond = await needsSecondAdmin(ctx, provider)
  if (needsSecond && waiting && isSame(waiting.revision, wanted)) return true
  if (waiting) await decide(ctx, waiting.approval, 'withdrawn')
  if (isSame({ ...provider, removes: false }, wanted)) return false
  if (needsSecond) return proposeClient(ctx, provider, wanted)
  await setClient(ctx, provider, wanted)
  return false
}

/**
 * Removes a provider, or proposes it while people must sign in by it. The caller is an admin.
 * @returns whether it waits for a second admin
 * @throws Problem 404, 409 as `findOwnProvider`, `deleteProvider` or `proposeClient`
 */
export async function removeProvider(ctx: Context, slug: string): Promise<boolean> {
  const provider = await findOwnProvider(ctx, slug)
  return transaction(ctx, async (ctx) => {
    const waiting = await lockWaiting(ctx, provider)
    await lockMode(ctx)
    const needsSecond = await needsSecondAdmin(ctx, provider)
    if (needsSecond && waiting?.revision.removes) return true
    if (waiting) await decide(ctx, waiting.approval, 'withdrawn')
    if (needsSecond) return proposeClient(ctx, provider, { ...provider, removes: true })
    await deleteProvider(ctx, provider)
    return false
  })
}
