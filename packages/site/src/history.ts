import { desc } from 'drizzle-orm'
import { notFound, type Context } from '@stoa/core'
import type { z } from 'zod'
import type { siteHistory } from './contract.ts'
import { authorsOf, changesBetween } from './draft.ts'
import { authorize } from './policy.ts'
import { saveSite } from './save.ts'
import { siteVersions } from './schema.ts'
import { contentIn, lookEditions, type SiteVersion } from './versions.ts'

type History = z.infer<typeof siteHistory>

const shownVersions = 100

/**
 * Returns the last versions with their differences, the newest first.
 * @throws Problem 403
 */
export async function readHistory(ctx: Context): Promise<History> {
  authorize.change(ctx.actor)
  const versions = await ctx.db
    .select()
    .from(siteVersions)
    .orderBy(desc(siteVersions.id))
    .limit(shownVersions + 1)
  const authors = await authorsOf(ctx, versions)
  const present = newestApplied(versions)
  return {
    items: versions.slice(0, shownVersions).map((version) => ({
      ...{ id: version.id, createdAt: version.createdAt, appliedAt: version.appliedAt },
      author: authors.get(version.authorId) ?? null,
      approvedBy: authors.get(version.approvedById ?? 0) ?? null,
      outcome: outcomeOf(version, present),
      changes: changesBetween(heldBefore(version, versions), version)
    }))
  }
}

const timeOf = ({ appliedAt }: SiteVersion) => appliedAt ?? ''

const newestApplied = (versions: readonly SiteVersion[]): SiteVersion | undefined =>
  versions
    .filter(({ appliedAt }) => appliedAt !== null)
    .toSorted((one, other) => timeOf(other).localeCompare(timeOf(one)) || other.id - one.id)[0]

/** The version that held when this one took effect, or while it waited. */
const heldBefore = (version: SiteVersion, versions: readonly SiteVersion[]) =>
  newestApplied(
    versions.filter(
      (one) =>
        one.id !== version.id &&
        timeOf(one) <= (version.appliedAt ?? version.discardedAt ?? '9') &&
        (timeOf(one) < (version.appliedAt ?? '9') || one.id < version.id)
    )
  )

function outcomeOf(version: SiteVersion, present: SiteVersion | undefined) {
  if (version.discardedAt !== null) return 'discarded'
  if (version.appliedAt === null) return 'waiting'
  return version.id === present?.id ? 'present' : 'former'
}

/**
 * Saves the content of an earlier version anew, by the same rules as any other.
 * @param revision of the version that holds or waits now, as the actor read it
 * @throws Problem 404, and as `saveSite`
 */
export async function restoreVersion(
  ctx: Context,
  id: number,
  revision: string
): Promise<{ waits: boolean }> {
  authorize.change(ctx.actor)
  const version = await lookEditions.find(ctx, id)
  if (!version) throw notFound()
  return saveSite(ctx, contentIn(version), Number(revision))
}
