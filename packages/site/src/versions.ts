import { and, count, desc, eq, isNotNull, isNull } from 'drizzle-orm'
import { snapshotOf, type Context, type Snapshot } from '@stoa/core'
import { emptyContent, type SiteContent } from './content.ts'
import { partsOf } from './parts.ts'
import { siteSettings, siteVersions } from './schema.ts'

export type SiteVersion = typeof siteVersions.$inferSelect

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

const waits = and(isNull(siteVersions.appliedAt), isNull(siteVersions.discardedAt))

/** Returns the version that waits for a second person. There is at most one. */
export async function waitingSiteVersion({ db }: Context): Promise<SiteVersion | undefined> {
  const [version] = await db.select().from(siteVersions).where(waits)
  return version
}

/** Selects the number of versions that wait for a second person. Only admins may see it. */
export const siteToApprove = ({ db }: Context) =>
  db.select({ count: count() }).from(siteVersions).where(waits)

export async function findVersion({ db }: Context, id: number): Promise<SiteVersion | undefined> {
  const [version] = await db.select().from(siteVersions).where(eq(siteVersions.id, id))
  return version
}

/** The content of a version; of none, that of a forum about which nothing was said. */
export const contentIn = (version: SiteVersion | undefined): SiteContent => ({
  ...emptyContent,
  ...version?.content
})

/** The snapshot of a version. That of none has the revision 0. */
export const snapshotOfSite = (version: SiteVersion | undefined): Snapshot =>
  snapshotOf(partsOf(contentIn(version)), version?.id ?? 0)

/** Ends the wait of the waiting version without effect. */
export async function discardVersion({ db, actor, now }: Context): Promise<void> {
  await db.update(siteVersions).set({ discardedAt: now, discardedById: actor.id }).where(waits)
}
