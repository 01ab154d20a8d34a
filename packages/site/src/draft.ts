import { inArray, eq } from 'drizzle-orm'
import { authorColumns, usersAs } from '@stoa/accounts'
import { behindOf } from '@stoa/accounts/approvals'
import type { Author } from '@stoa/core/contract'
import { type Context, emit, transaction } from '@stoa/core'
import type { SiteDraft } from './contract.ts'
import { currentSite } from './current.ts'
import { differing, partsOf, type Parts } from './parts.ts'
import { authorize, can } from './policy.ts'
import {
  contentIn,
  lookEditions,
  presentVersion,
  snapshotOfSite,
  type SiteVersion,
  recordSiteChange
} from './versions.ts'
import { siteVersions } from './schema.ts'

/**
 * Returns what admins write on: the waiting version, else the one that holds.
 * @throws Problem 403
 */
export async function readDraft(ctx: Context): Promise<SiteDraft> {
  authorize.change(ctx.actor)
  const { locales, defaultLocale, openedAt } = await currentSite(ctx)
  const [present, waiting] = [await presentVersion(ctx), await lookEditions.waiting(ctx)]
  const newest = waiting ?? present
  return {
    revision: newest?.id ?? 0,
    content: contentIn(newest),
    waiting: waiting ? await showWaiting(ctx, present, waiting) : null,
    locales: [...locales],
    defaultLocale,
    opened: openedAt !== null
  }
}

async function showWaiting(ctx: Context, present: SiteVersion | undefined, waiting: SiteVersion) {
  const authors = await authorsOf(ctx, [waiting])
  return {
    snapshot: snapshotOfSite(waiting),
    changes: changesBetween(present, waiting),
    author: authors.get(waiting.authorId) ?? null,
    createdAt: waiting.createdAt,
    can: { approve: can.approve(ctx.actor, await behindOf(ctx, waiting.writerIds)) }
  }
}

/** What a version says differently from the one before it, by part. */
export function changesBetween(before: SiteVersion | undefined, version: SiteVersion) {
  const [old, changed]: [Parts, Parts] = [partsOf(contentIn(before)), partsOf(contentIn(version))]
  return differing(old, changed).map((name) => ({
    ...{ name, before: old[name] ?? '', after: changed[name] ?? '' }
  }))
}

const people = usersAs('people')

/** The people behind versions, by id. Id 0, a command on the server, has none. */
export async function authorsOf(
  { db }: Context,
  versions: readonly SiteVersion[]
): Promise<ReadonlyMap<number, Author>> {
  const ids = versions.flatMap(({ authorId, approvedById }) => [authorId, approvedById ?? 0])
  const rows = await db.select(authorColumns(people)).from(people).where(inArray(people.id, ids))
  return new Map(rows.map((author) => [author.id, author]))
}

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
