import { and, desc, isNotNull, isNull } from 'drizzle-orm'
import { recordSecurityEvent } from '@stoa/accounts'
import { snapshotOf, type Context, type Snapshot } from '@stoa/core'
import { waitingVersions } from '@stoa/editions'
import { emptyContent, type SiteContent } from './content.ts'
import { partsOf } from './parts.ts'
import { siteSettings, siteVersions } from './schema.ts'

export type SiteVersion = typeof siteVersions.$inferSelect

/** All that was saved of what the organisation says about its forum. */
export const lookEditions = waitingVersions<typeof siteVersions, void>({
  table: siteVersions,
  waits: and(isNull(siteVersions.appliedAt), isNull(siteVersions.discardedAt)),
  isOf: () => undefined,
  lock: lockSite,
  snapshot: snapshotOfSite
})

/** Selects the number of versions that wait for a second person. Only admins may see it. */
export const siteToApprove = lookEditions.count

/** Keeps others from changing the site meanwhile. */
export async function lockSite({ db }: Context): Promise<void> {
  await db.select().from(siteSettings).for('update')
}

/** Returns the version that holds; undefined until something was said about the forum. */
export async function presentVersion({ db }: Context): Promise<SiteVersion | undefined> {
  const [version] = await db
    .select()
    .from(siteVersions)
    .where(isNotNull(siteVersions.appliedAt))
    .orderBy(desc(siteVersions.appliedAt), desc(siteVersions.id))
    .limit(1)
  return version
}

/** Returns what admins write on: the version that waits, else the one that holds. */
export const newestVersion = async (ctx: Context): Promise<SiteVersion | undefined> =>
  (await lookEditions.waiting(ctx)) ?? presentVersion(ctx)

/** The content of a version; of none, that of a forum about which nothing was said. */
export const contentIn = (version: SiteVersion | undefined): SiteContent => ({
  ...emptyContent,
  ...version?.content
})

/** The snapshot of a version. That of none has the revision 0. */
export function snapshotOfSite(version: SiteVersion | undefined): Snapshot {
  return snapshotOf(partsOf(contentIn(version)), version?.id ?? 0)
}

/** Records in the security log that the site was changed, or that a change was proposed or ended. */
export const recordSiteChange = (
  ctx: Context,
  change: 'saved' | 'proposed' | 'approved' | 'discarded'
): Promise<void> =>
  recordSecurityEvent(ctx, 'setting.changed', { details: { setting: 'site', change } })
