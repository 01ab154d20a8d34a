import { eq } from 'drizzle-orm'
import { emit, transaction, type Context } from '@stoa/core'
import { authorize } from './policy.ts'
import { siteVersions } from './schema.ts'
import { lookEditions, recordSiteChange } from './versions.ts'

/**
 * Approves the waiting version as a second person. It takes effect at once.
 * @param revision of the version that the actor read
 * @throws Problem 404, 403 `second_person_needed` for everybody who wrote part of it, 409 as
 * `checkRevision`
 */
export async function approveSite(ctx: Context, revision: string): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const { version, behind } = await lookEditions.lockWaiting(ctx, revision)
    authorize.approve(ctx.actor, behind)
    await ctx.db
      .update(siteVersions)
      .set({ approvedById: ctx.actor.id, appliedAt: ctx.now })
      .where(eq(siteVersions.id, version.id))
    await recordSiteChange(ctx, 'approved')
    await emit(ctx, 'site.changed', {})
  })
}

/**
 * Discards the waiting version.
 * @throws Problem 404, 403, 409 as `checkRevision`
 */
export async function discardWaiting(ctx: Context, revision: string): Promise<void> {
  authorize.change(ctx.actor)
  await transaction(ctx, async (ctx) => {
    await lookEditions.lockWaiting(ctx, revision)
    await lookEditions.discard(ctx, { discardedById: ctx.actor.id })
    await recordSiteChange(ctx, 'discarded')
    await emit(ctx, 'site.proposed', {})
  })
}
