import { transaction, type Context } from '@stoa/core'
import { decide } from '../pending-changes/decide.ts'
import { lockMode } from '../sign-in-mode/mode.ts'
import { deleteProvider } from './client.ts'
import { lockWaiting, needsSecondAdmin, proposeClient } from './client-proposal.ts'
import { findOwnProvider } from './settings.ts'

/**
 * Removes a provider, or proposes it while people must sign in by it. The caller is an admin.
 * @returns whether it waits for a second admin
 * @throws Problem 404, 409 as `findOwnProvider`, `deleteProvider` or `proposeClient`
 */
export async function removeProvider(ctx: Context, slug: string): Promise<boolean> {
  const provider = await findOwnProvider(ctx, slug)
  return transaction(ctx, async (ctx) => {
    const waiting = await lockWaiting(ctx, provider.id)
    await lockMode(ctx)
    const needsSecond = await needsSecondAdmin(ctx, provider)
    if (needsSecond && waiting?.revision.removes) return true
    if (waiting) await decide(ctx, waiting.change, 'stopped')
    if (needsSecond) return proposeClient(ctx, provider, { ...provider, removes: true })
    await deleteProvider(ctx, provider.id)
    return false
  })
}
