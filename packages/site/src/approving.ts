import { eq } from 'drizzle-orm'
import { behindOf } from '@stoa/accounts/approvals'
import { emit, notFound, transaction, type Context } from '@stoa/core'
import { authorize } from './policy.ts'
import { recordSiteChange } from './recording.ts'
import { siteVersions } from './schema.ts'
import { checkNewest } from './saving.ts'
import { discardVersion, lockSite, waitingSiteVersion, type SiteVersion } from './versions.ts'

/**
 * Approves the waiting version as a second person. It takes effect at once.
 * @param revision of the version that the actor read
 * @throws Problem 404, 403 `second_person_needed` for everybody who wrote part of it, 409 as
 * `checkRevision`
 */
export async function approveSite(ctx: Context, revision: string): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const waiting = await lockWaiting(ctx)
    authorize.approve(ctx.actor, await behindOf(ctx, waiting.writerIds))
    await checkNewest(ctx, waiting, revision)
    await ctx.db
      .update(siteVersions)
      .set({ approvedById: ctx.actor.id, appliedAt: ctx.now })
      .where(eq(siteVersions.id, waiting.id))
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
    await checkNewest(ctx, await lockWaiting(ctx), revision)
    await discardVersion(ctx)
    await recordSiteChange(ctx, 'discarded')
    await emit(ctx, 'site.proposed', {})
  })
}

async function lockWaiting(ctx: Context): Promise<SiteVersion> {
  await lockSite(ctx)
  const waiting = await waitingSiteVersion(ctx)
  if (!waiting) throw notFound()
  return waiting
}
